import { Button, Group, Table, Text } from '@mantine/core';
import { IconFolderSearch, IconNotes } from '@tabler/icons-react';
import { useAction } from '../hooks/use-action.ts';
import { useRequest } from '../hooks/use-request.ts';
import { useService } from '../hooks/use-service.ts';
import { SectionTitle } from './section-title.tsx';

/** Which RPOP this is, and where its files are. */
export function AboutSection() {
  const { data: facts } = useRequest('app.facts', {});
  const dataFolder = useService()?.dataFolder;
  const { mutate: revealData } = useAction('data.reveal');
  const { mutate: revealLogs } = useAction('logs.reveal');
  const rows = [
    ['RPOP', facts?.version],
    ['Electron', facts?.versions.electron],
    ['Chromium', facts?.versions.chrome],
    ['Node', facts?.versions.node],
    ['Data folder', dataFolder],
  ] as const;
  return (
    <>
      <SectionTitle title="About">
        RPOP fetches mail from POP3 mailboxes into folders of your own, without losing or doubling a message.
      </SectionTitle>
      <Table variant="vertical" mt="md" layout="fixed" className="selectable">
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={140} scope="row" fw={500}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value ?? ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="xs" mt="md">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderSearch size={16} aria-hidden />}
          onClick={() => {
            revealData({});
          }}
        >
          Show data folder
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconNotes size={16} aria-hidden />}
          onClick={() => {
            revealLogs({});
          }}
        >
          Show log files
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt="md">
        MIT licence.
      </Text>
    </>
  );
}
