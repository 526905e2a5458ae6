/**
 * Whether a reply answers an open question with yes or no in words of its own, by its first words
 * or by the weight of all. A YES that opts in must stand alone: nobody is opted in by free text.
 */
import * as phrases from './phrases.ts';
import * as polite from './polite.ts';
import * as reply from './reply.ts';
import * as weighing from './weigh.ts';

const { classOf } = phrases;
const { arePolite } = polite;
const { scoreOf, weights } = weighing;
const { BREAK, classes, questions, tokens, wordsAt } = reply;

const YES = classOf('YES');
const NO = classOf('NO');
/** "No, I'd rather not, thank you for asking." Longer texts are talk. */
const MAX_WORDS = 12;

/** The first class that is no break; 0 where there is none. */
function firstClass(): number {
  for (let at = 0; at < tokens.count; at += 1) {
    const id = classes[at] ?? 0;
    if (id !== BREAK) return id;
  }
  return 0;
}

/**
 * Of what `tokens` holds. To "shall we stop?" a YES with more words after it is a YES too.
 * @param isAlone nothing but politeness may stand around it
 */
function answersYes(isAlone: boolean): boolean {
  if (firstClass() !== YES) return false;
  return isAlone ? saysOnlyYes() : tokens.words <= MAX_WORDS;
}

/** "Yes please, thank you"; not "yes I do", "yes?", "yeah right lol". */
function saysOnlyYes(): boolean {
  let word = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    if (questions[at] === 1) return false;
    if (classes[at] === BREAK) continue;
    if (classes[at] !== YES) return false;
    // Idle words are in no class: those before this one.
    const own = wordsAt[at] ?? 0;
    if (!arePolite(word, own)) return false;
    word = own + 1;
  }
  return arePolite(word, tokens.words);
}

/** Of what `tokens` holds. */
const answersNo = (): boolean => tokens.words <= MAX_WORDS && (firstClass() === NO || isRefusal());

const REFUSING = new Set(['RATHER', 'NOT', 'NO', 'INTERESTED', 'WANT'].map(classOf));
const MIN_REFUSING = 2;

/** "I'd rather not", "pas intéressé", "prefiero que no": two such words. */
function isRefusal(): boolean {
  let refusing = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    if (REFUSING.has(classes[at] ?? 0)) refusing += 1;
  }
  return refusing >= MIN_REFUSING;
}

/** "No problem", "absolutely not": a first word that all the others belie. */
const DOUBTED = -1;

/**
 * Of what `tokens` and `marks` hold. `goes-on`: the texts may go on, said in words that opt nobody
 * in and close no question.
 */
export function answerTo(question: 'opt-in' | 'opt-out'): 'yes' | 'no' | 'goes-on' | 'unclear' {
  const isYes = scoreOf(weights.yes) > 0;
  const isNo = scoreOf(weights.no) > 0;
  if (question === 'opt-in') {
    if (answersYes(true)) return 'yes';
    if (isYes) return isNo ? 'unclear' : 'goes-on';
    return isNo || (answersNo() && scoreOf(weights.no) > DOUBTED) ? 'no' : 'unclear';
  }
  if (isNo) return isYes ? 'unclear' : 'goes-on';
  if (isYes || (answersYes(false) && scoreOf(weights.yes) > DOUBTED)) return 'yes';
  return answersNo() ? 'no' : 'unclear';
}
