type Question = 'new' | 'unlock';

/**
 * Asks a window that may not be there yet for the vault's passphrase. Whoever needs it meanwhile shares the question.
 * Once the user did not want to answer, nobody asks again until the user does something that needs the passphrase.
 */
export class PassphraseBroker {
  readonly #onWanted: (question: Question) => void;
  #open:
    { readonly question: Question; readonly answered: PromiseWithResolvers<string | undefined> } | undefined;
  #declined = false;

  constructor(onWanted: (question: Question) => void) {
    this.#onWanted = onWanted;
  }

  /** The question that waits for its answer: for a window that opens later. */
  get wanted(): Question | undefined {
    return this.#open?.question;
  }

  /** Resolves with the answer; undefined where the user does not want to give it. */
  ask(question: Question): Promise<string | undefined> {
    if (this.#declined) return Promise.resolve(undefined);
    if (this.#open !== undefined) return this.#open.answered.promise;
    const answered = Promise.withResolvers<string | undefined>();
    this.#open = { question, answered };
    this.#onWanted(question);
    return answered.promise;
  }

  /** Answers the question, if there is one. An empty passphrase is none. */
  answer(passphrase: string | undefined): void {
    if (this.#open === undefined) return;
    const { answered } = this.#open;
    this.#open = undefined;
    this.#declined = !passphrase;
    answered.resolve(passphrase || undefined);
  }

  /** The user does something that may need the passphrase: it may be asked for again. */
  reopen(): void {
    this.#declined = false;
  }

  /** Nobody will answer any more. */
  close(): void {
    this.#declined = true;
    this.#open?.answered.resolve(undefined);
    this.#open = undefined;
  }
}
