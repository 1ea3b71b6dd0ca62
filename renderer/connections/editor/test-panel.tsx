import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconPlugConnected, IconPlayerStop } from '@tabler/icons-react';
import { Certificate } from '../../components/certificate.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TestStepList } from './test-step-list.tsx';
import type { TestProgress } from './use-draft-test.ts';

interface TestPanelProps {
  readonly progress: TestProgress;
  readonly onStart: () => void;
  readonly onCancel: () => void;
  /** A remedy was chosen. */
  readonly onChange: (changes: Readonly<Record<string, unknown>>) => void;
  readonly onPassword: () => void;
}

/** "Test connection": its steps as they are taken, and, when one failed, why and what to do about it. */
export function TestPanel({ progress, onStart, onCancel, onChange, onPassword }: TestPanelProps) {
  const isRunning = progress.state === 'running';
  return (
    <Stack component="section" gap="sm" aria-labelledby="test-title">
      <Title order={2} size="h5" id="test-title">
        Test
      </Title>
      {progress.state === 'none' && (
        <Text size="sm" c="dimmed">
          Logs in and looks. Nothing is fetched, and nothing changes on the server.
        </Text>
      )}
      <div>
        {isRunning ? (
          <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={onCancel}>
            Cancel test
          </Button>
        ) : (
          <Button variant="light" leftSection={<IconPlugConnected size={16} />} onClick={onStart}>
            {progress.state === 'none' ? 'Test connection' : 'Test again'}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {'steps' in progress && (
          <TestStepList
            steps={progress.steps}
            failed={progress.state === 'failed' ? progress.failure.step : undefined}
            isRunning={isRunning}
          />
        )}
      </div>
      {progress.state === 'passed' && (
        <Alert color="teal" icon={<IconCircleCheck aria-hidden />} title="It works" py="xs" />
      )}
      {progress.state === 'refused' && <ErrorNotice error={progress.error} />}
      {progress.state === 'failed' && (
        <Failure failure={progress.failure} onChange={onChange} onPassword={onPassword} />
      )}
    </Stack>
  );
}

type FailedTest = Extract<TestProgress, { state: 'failed' }>;
type FailureProps = Pick<TestPanelProps, 'onChange' | 'onPassword'> & Pick<FailedTest, 'failure'>;

function Failure({ failure, onChange, onPassword }: FailureProps) {
  const { error, certificate, remedies = [] } = failure;
  const isPassword = error.kind === 'authentication';
  return (
    <>
      <ErrorNotice error={error}>
        {(remedies.length > 0 || isPassword) && (
          <Group gap="xs">
            {remedies.map(({ label, changes }) => (
              <Button key={label} size="compact-sm" onClick={() => onChange(changes)}>
                {label}
              </Button>
            ))}
            {isPassword && (
              <Button size="compact-sm" onClick={onPassword}>
                Enter the password again
              </Button>
            )}
          </Group>
        )}
      </ErrorNotice>
      {certificate && <Certificate certificate={certificate} />}
    </>
  );
}
