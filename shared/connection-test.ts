import type { ErrorReport } from './errors.ts';

export const TEST_STEPS = ['look-up', 'connect', 'encrypt', 'greeting', 'login', 'messages'] as const;
export type TestStepName = (typeof TEST_STEPS)[number];

/** One step of a connection test, in the order in which they were taken. */
export interface TestStep {
  readonly step: TestStepName;
  /** What was found: addresses, the certificate, the capabilities, how many messages. */
  readonly found: string;
  /** Of the step `encrypt`. */
  readonly certificate?: CertificateFacts;
}

/** A server's certificate, for the user to judge. All text is the server's. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validUntil: string;
  /** SHA-256, as a connection's `fingerprint` has it. */
  readonly fingerprint: string;
}

/** Something the user can do about a failed test with one click: changes to the connection. */
export interface TestRemedy {
  readonly label: string;
  readonly changes: Readonly<Record<string, unknown>>;
}

export interface ConnectionTest {
  readonly steps: readonly TestStep[];
  /** What failed, and in which step. */
  readonly failure: TestFailure | undefined;
}

export interface TestFailure {
  readonly step: TestStepName;
  readonly error: ErrorReport;
  /** The certificate that was refused, where that was it. */
  readonly certificate?: CertificateFacts;
  readonly remedies?: readonly TestRemedy[];
}
