/**
 * The form of the tables that say which words an outbound text must not hold. The tables themselves
 * are data of a rule pack; matching and what follows from a finding are elsewhere.
 */

/** What carriers bar by subject (CT-11 to CT-13), and what an account bars for itself. */
export type ContentCategory =
  | 'sex'
  | 'hate'
  | 'alcohol'
  | 'firearms'
  | 'tobacco'
  | 'cannabis'
  | 'drugs'
  | 'high-risk-finance'
  | 'debt-relief'
  | 'get-rich-quick'
  | 'lead-generation'
  | 'gambling'
  | 'deceptive'
  | 'account-list';

export type ContentKind =
  /** Words of a barred subject; `category` says which. */
  | 'prohibited'
  /** A link over a shortener that anybody may use (CT-15). */
  | 'public-shortener'
  /** One way to opt out is called the only one (RV-04). */
  | 'exclusive-opt-out'
  /** STOP is replaced by a number or a made-up word, or takes a second step (KW-07). */
  | 'replaced-stop'
  /** The text does not say who writes (CT-17). */
  | 'unnamed-sender'
  | 'all-caps'
  /** A link that does not look like the sender's own. */
  | 'link-mismatch'
  /** Advertising: no place in a log-in code, receipt or safety text. */
  | 'marketing-words'
  /** An offer, link, survey or win-back question in an opt-out confirmation (RV-20). */
  | 'confirmation-extra';

export interface PhraseRow {
  /** In the notation of phrases.ts, parted by bars. */
  readonly phrases: string;
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
  /** Counts only in a text that also holds a link. */
  readonly withLink?: true;
}

export interface ContentList {
  readonly kind: ContentKind;
  readonly category?: ContentCategory;
  /** Plain words: what to do next. */
  readonly advice: string;
  readonly rows: readonly PhraseRow[];
  /** A found phrase that shares a word with one of these is no finding. Same notation. */
  readonly innocent?: string;
}

/** The tables of one rule pack. Keep the object: what is worked out from it is kept with it. */
export interface ContentLists {
  readonly lists: readonly ContentList[];
  /** Hosts in small letters. */
  readonly shorteners: ReadonlySet<string>;
}
