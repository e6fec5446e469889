import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { UploadForm } from '../loads/upload-form.tsx';

export interface ExcelWayProps {
  readonly load: string;
}

/** The rejected rows as a file, and the mended file back. */
export function ExcelWay({ load }: ExcelWayProps) {
  const { messages } = useLocale();
  const texts = messages.mending;
  return (
    <section className="mend-excel" aria-labelledby="mend-excel">
      <h2 id="mend-excel">{texts.downloads}</h2>
      <p className="soft">{texts.downloadsNote}</p>
      <p className="mend-excel__files">
        <ButtonLink file to={`/api/v1/loads/${load}/rejects.xlsx`}>
          <Mark kind="down" /> {texts.xlsx}
        </ButtonLink>
        <ButtonLink file to={`/api/v1/loads/${load}/rejects.csv`}>
          <Mark kind="down" /> {texts.csv}
        </ButtonLink>
      </p>
      <UploadForm
        address={`/api/v1/loads/${load}/corrections`}
        next={(sent) => `/console/loads/${load}/mend?sent=${sent}`}
        failure={null}
        submit={texts.sendFile}
        small
      />
    </section>
  );
}
