import { PageHeader } from '../components/page-header.tsx';

export function FoldersPage() {
  return <PageHeader title="Folders" />;
}
