import type { DatasetPage } from '#api/web-services.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export interface DownloadsSectionProps {
  readonly downloads: DatasetPage['downloads'];
}

export function DownloadsSection({ downloads }: DownloadsSectionProps) {
  const { messages } = useLocale();
  const { dataset } = messages;
  return (
    <section id="downloads">
      <h2 className="section-title">{dataset.downloads}</h2>
      <p className="section-note">{dataset.downloadsNote}</p>
      {downloads.length === 0 && <p>{dataset.noDownloads}</p>}
      <ul className="dataset-downloads">
        {downloads.map((download) => (
          <li key={download.format}>
            <a href={download.href} download>
              {download.format.toUpperCase()}
            </a>
            <span className="soft">{dataset.formats[download.format]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
