import { Form, useNavigation } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { TextAreaField } from '../../ui/form-field/form-field.tsx';

/** As long as the API takes one. */
export const longestNote = 2000;

export interface DecisionFormProps {
  readonly load: string;
  readonly acceptedRows: number;
  /** Newer data stand where its rows would go: to publish it takes a second word. */
  readonly outdated: boolean;
  /** As it was typed before. */
  readonly note: string | null;
}

/** Publish what was accepted, or nothing; the page's own action takes it, with a script or without. */
export function DecisionForm({ load, acceptedRows, outdated, note }: DecisionFormProps) {
  const { messages, format } = useLocale();
  const { decision } = messages.load;
  const busy = useNavigation().state !== 'idle';
  return (
    <Form className="decision" method="post" action={`/console/loads/${load}`}>
      <TextAreaField
        label={decision.note}
        note={decision.noteNote}
        name="note"
        rows={3}
        maxLength={longestNote}
        defaultValue={note ?? undefined}
      />
      <p className="decision__buttons">
        {outdated ? (
          <Button name="intent" value="publish-over" disabled={busy}>
            {decision.publishOver(format.number(acceptedRows))}
          </Button>
        ) : (
          <Button primary name="intent" value="publish" disabled={busy}>
            {decision.publish(format.number(acceptedRows))}
          </Button>
        )}
        <Button name="intent" value="discard" disabled={busy}>
          {decision.discard}
        </Button>
      </p>
    </Form>
  );
}
