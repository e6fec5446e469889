import { Link } from 'react-router';
import type { SnapshotItem } from '#api/datasets.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Status } from '../../ui/status/status.tsx';

export interface VersionsSectionProps {
  readonly dataset: string;
  readonly snapshots: readonly SnapshotItem[];
  /** Id of the snapshot that the page shows. */
  readonly shown: string | null;
  /** Whether the reader may see rows, and so what differs between them. */
  readonly mayCompare: boolean;
  readonly mayRestore: boolean;
}

const newestShown = 12;

export function VersionsSection({ dataset: id, snapshots, shown, mayCompare, mayRestore }: VersionsSectionProps) {
  const { messages, format } = useLocale();
  const { dataset, versions, words } = messages;
  const listed = snapshots.filter((snapshot, index) => index < newestShown || snapshot.id === shown);
  return (
    <section id="versions">
      <h2 className="section-title">{dataset.versions}</h2>
      <p className="section-note">{dataset.versionsNote}</p>
      {snapshots.length === 0 && <p>{dataset.noVersions}</p>}
      <ol className="dataset-versions">
        {listed.map((snapshot) => (
          <li key={snapshot.id} className={snapshot.id === shown ? 'dataset-versions__shown' : undefined}>
            <div>
              <Link
                to={snapshot.current ? `/datasets/${id}` : `/datasets/${id}?asOf=${encodeURIComponent(snapshot.id)}`}
                aria-current={snapshot.id === shown ? 'true' : undefined}
              >
                {format.dateTime(snapshot.createdAt)}
              </Link>{' '}
              {snapshot.current && <Status tone="good">{words.current}</Status>}
              <p className="soft">
                {words.rows(format.number(snapshot.rows))} ·{' '}
                {dataset.difference(
                  format.number(snapshot.added),
                  format.number(snapshot.changed),
                  format.number(snapshot.removed),
                )}
              </p>
              <Restoration snapshot={snapshot} snapshots={snapshots} />
              <p className="dataset-versions__ways">
                {mayCompare && snapshot !== snapshots.at(-1) && (
                  <Link to={`/datasets/${id}/compare?to=${encodeURIComponent(snapshot.id)}`}>
                    {versions.compareWithBefore}
                    <span className="unseen"> {versions.compareOf(format.dateTime(snapshot.createdAt))}</span>
                  </Link>
                )}
                {mayRestore && !snapshot.current && (
                  <Link to={`/console/datasets/${id}/restore?snapshot=${encodeURIComponent(snapshot.id)}`}>
                    {versions.restore}
                    <span className="unseen"> {format.dateTime(snapshot.createdAt)}</span>
                  </Link>
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {listed.length < snapshots.length && (
        <p>
          <a href={`/api/v1/datasets/${id}/snapshots`}>{dataset.allVersions(format.number(snapshots.length))}</a>
        </p>
      )}
    </section>
  );
}

/** Which state it brought back, and why. */
function Restoration({
  snapshot,
  snapshots,
}: Pick<VersionsSectionProps, 'snapshots'> & { readonly snapshot: SnapshotItem }) {
  const { messages, format } = useLocale();
  const { versions } = messages;
  if (snapshot.restores === null) return null;
  const restored = snapshots.find((one) => one.id === snapshot.restores);
  return (
    <p className="dataset-versions__note">
      {restored ? versions.restored(format.dateTime(restored.createdAt)) : versions.restoredEarlier}
      {snapshot.note !== null && <>. {versions.note(snapshot.note)}</>}
    </p>
  );
}
