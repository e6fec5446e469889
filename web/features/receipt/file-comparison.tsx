import { useState } from 'react';
import type { DragEvent } from 'react';
import type { ReceiptView } from '#api/receipts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { useHydrated } from '../loads/use-hydrated.ts';
import { compareFile, type Comparison } from './compare-file.ts';

export interface FileComparisonProps {
  readonly file: ReceiptView['file'];
}

/** Whether a file at hand is the one received; it never leaves the reader's machine. Without a script: how to do it by hand. */
export function FileComparison({ file }: FileComparisonProps) {
  const { messages } = useLocale();
  const texts = messages.receiptCheck;
  const [comparison, setComparison] = useState<Comparison>();
  // Browsers hash only for pages that came by https, or from the machine itself.
  const able = useHydrated() && globalThis.isSecureContext;

  async function handleFile(chosen: File | undefined) {
    if (!chosen) return;
    setComparison({ kind: 'computing', name: chosen.name });
    setComparison(await compareFile(chosen, file));
  }

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    void handleFile(event.dataTransfer.files[0]);
  }

  return (
    <section className="receipt-compare">
      <h2>{texts.compare}</h2>
      {able && (
        <>
          <p className="soft">{texts.compareNote}</p>
          {/* Dropping is one more way in for a mouse; the input is the way for everybody. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <label className="drop-zone" onDrop={handleDrop} onDragOver={(event) => event.preventDefault()}>
            <input
              className="unseen"
              type="file"
              aria-label={texts.chooseFile}
              onChange={(event) => void handleFile(event.target.files?.[0])}
            />
            <span className="button drop-zone__button">
              <Mark kind="search" /> {texts.chooseFile}
            </span>
          </label>
          <div aria-live="polite">{comparison && <Outcome comparison={comparison} />}</div>
        </>
      )}
      <h3>{texts.byHand}</h3>
      <p>
        Windows: <code>certutil -hashfile …csv SHA256</code>
        <br />
        Linux, macOS: <code>shasum -a 256 …csv</code>
      </p>
    </section>
  );
}

function Outcome({ comparison }: { readonly comparison: Comparison }) {
  const { messages, format } = useLocale();
  const texts = messages.receiptCheck;
  const { name } = comparison;
  switch (comparison.kind) {
    case 'computing':
      return <p>{texts.computing(name)}</p>;
    case 'same':
      return <Notice tone="good" heading="h3" title={texts.same(name)} />;
    case 'other-size':
      return <Notice tone="bad" heading="h3" title={texts.otherSize(name, format.number(comparison.bytes))} />;
    case 'other-hash':
      return <Notice tone="bad" heading="h3" title={texts.otherHash(name)} />;
    case 'too-large':
      return <Notice tone="warn" heading="h3" title={texts.tooLarge(name)} />;
    case 'unreadable':
      return <Notice tone="warn" heading="h3" title={texts.unreadable(name)} />;
  }
}
