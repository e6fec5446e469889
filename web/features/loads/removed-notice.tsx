import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';

export interface RemovedNoticeProps {
  readonly removed: LoadView['removed'];
}

/** What is no longer kept of a load, and since when. */
export function RemovedNotice({ removed: { file, rejects } }: RemovedNoticeProps) {
  const { messages, format } = useLocale();
  const texts = messages.retention;
  return (
    <>
      {rejects !== null && <Notice tone="info" title={texts.rejectsRemoved(format.date(rejects))} />}
      {file !== null && <Notice tone="info" title={texts.fileRemoved(format.date(file))} />}
    </>
  );
}
