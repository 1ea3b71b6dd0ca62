import type { Credentials, SaslExchange } from './mechanism.ts';
import { incompleteExchange, unexpectedChallenge } from './sasl-error.ts';

/**
 * LOGIN (draft-murchison-sasl-login-00 §2): the user name at the first challenge, the password at the second. Sends the
 * password itself. The prompts are `Username:`, `User Name`, translated or empty, and so only their order counts.
 */
export function login({ username, password }: Credentials): SaslExchange {
  const answers = [username, password];
  return {
    initialResponse: undefined,
    respond: () => {
      const answer = answers.shift();
      if (answer === undefined) throw unexpectedChallenge('LOGIN');
      return Buffer.from(answer);
    },
    finish: () => {
      if (answers.length > 0) throw incompleteExchange('LOGIN');
    },
  };
}
