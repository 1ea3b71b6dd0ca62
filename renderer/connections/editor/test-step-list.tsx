import { Loader, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { TEST_STEPS, type TestStep, type TestStepName } from '../../../shared/connection-test.ts';
import { printable } from '../../../shared/printable.ts';
import { Certificate } from '../../components/certificate.tsx';
import classes from './test-step-list.module.css';

const LABELS: Record<TestStepName, string> = {
  'look-up': 'Look up the host',
  connect: 'Connect',
  encrypt: 'Encrypt',
  greeting: 'Greet',
  login: 'Log in',
  messages: 'Count messages',
};

interface TestStepListProps {
  readonly steps: readonly TestStep[];
  readonly failed: TestStepName | undefined;
  readonly isRunning: boolean;
}

/** The steps that were taken, the one that failed, and the one that runs. What was found is the server's text. */
export function TestStepList({ steps, failed, isRunning }: TestStepListProps) {
  const taken = new Set(steps.map(({ step }) => step));
  const next = TEST_STEPS.find((step) => !taken.has(step) && step !== 'encrypt');
  return (
    <ol className={classes.steps}>
      {steps.map(({ step, found, certificate }) => (
        <li key={step}>
          <IconCheck size={16} className={classes.passed} aria-hidden />
          <div>
            <Text size="sm">
              {LABELS[step]}
              <VisuallyHidden>: passed</VisuallyHidden>
            </Text>
            <Text size="xs" c="dimmed" className={classes.found}>
              {printable(found)}
            </Text>
            {certificate && (
              <details className={classes.certificate}>
                <summary>Certificate</summary>
                <Certificate certificate={certificate} />
              </details>
            )}
          </div>
        </li>
      ))}
      {failed !== undefined && (
        <li>
          <IconX size={16} className={classes.failed} aria-hidden />
          <Text size="sm" fw={500}>
            {LABELS[failed]}
            <VisuallyHidden>: failed</VisuallyHidden>
          </Text>
        </li>
      )}
      {isRunning && next !== undefined && (
        <li>
          <Loader size={14} aria-label="Running" />
          <Text size="sm">{LABELS[next]}…</Text>
        </li>
      )}
    </ol>
  );
}
