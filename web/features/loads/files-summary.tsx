import { Link } from 'react-router';
import type { CheckResult } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';

/** Of many files sent at once: how many became what; nothing where one was sent. */
export function FilesSummary({ load, result }: { readonly load: string; readonly result: CheckResult }) {
  const { messages, format } = useLocale();
  const texts = messages.files;
  const { files } = result;
  if (files === undefined) return null;
  return (
    <p className="files-summary">
      {texts.summary(format.number(files.clean), format.number(files.faulty), format.number(files.refused))}{' '}
      <Link to={`/console/loads/${load}/files`}>{texts.see}</Link>
    </p>
  );
}

/** Of an archive that came to nothing: why, file by file. */
export function FilesOfFailed({ load }: { readonly load: string }) {
  const { messages } = useLocale();
  return (
    <p className="files-summary">
      <Link to={`/console/loads/${load}/files`}>{messages.files.see}</Link>
    </p>
  );
}
