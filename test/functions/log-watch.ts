/**
 * Everything that a test file's handlers write to the terminal, and what no line of it may hold:
 * the phones, addresses, names and texts that went in (DESIGN.md, promise 8).
 */

/** Fields whose values are about a person. */
const PERSONAL = new Set(
  'phone to from email name body text reason evidence externalId statement note words'.split(' '),
);
/** Shorter ones ("STOP", "YES") are words of any log. */
const MIN_LENGTH = 6;
/** Digits that tell a line, however the number is written. */
const TELLING_DIGITS = 10;

const SEND_LIKE = ['log', 'info', 'warn', 'error', 'debug'] as const;

export class LogWatch {
  readonly lines: string[] = [];
  readonly #secrets = new Set<string>();
  readonly #undo: (() => void)[] = [];

  start(): void {
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write;
      stream.write = ((chunk: string | Uint8Array) => {
        this.lines.push(String(chunk));
        return true;
      }) as typeof stream.write;
      this.#undo.push(() => {
        stream.write = write;
      });
    }
    for (const method of SEND_LIKE) {
      const said = console[method];
      console[method] = (...parts: unknown[]) => {
        this.lines.push(parts.map(String).join(' '));
      };
      this.#undo.push(() => {
        console[method] = said;
      });
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** Remembers every personal string of a request. */
  remember(value: unknown, field = ''): void {
    if (typeof value === 'string') {
      if (PERSONAL.has(field) && value.length >= MIN_LENGTH) this.#secrets.add(value);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const inside = Array.isArray(value) || field === 'evidence' ? field : name.toLowerCase();
      this.remember(inner, inside);
    }
  }

  /** Which remembered strings a text tells, whole or by their digits. */
  toldBy(text: string): string[] {
    const digits = text.replace(/\D/g, '');
    return [...this.#secrets].filter((secret) => {
      const number = secret.replace(/\D/g, '').slice(-TELLING_DIGITS);
      return text.includes(secret) || (number.length === TELLING_DIGITS && digits.includes(number));
    });
  }

  /** Lines that tell what they must not. */
  leaks(): string[] {
    return this.lines.filter((line) => this.toldBy(line).length > 0);
  }
}
