import type { Transport } from '../../../transports/index.ts';
import { says } from '../../../words/index.ts';
import { Phrase } from '../components/Phrase.tsx';
import { useDesk } from '../use-desk.ts';
import { Setting, type GroupProps } from './Setting.tsx';

interface Props extends GroupProps {
  /** All there are. */
  transports: Transport[];
}

/** Over which transports mail goes, and for how long it tries. */
export function SendingFields({ form, transports }: Props) {
  const { transportsHint } = useDesk().words.settings;
  const names = transports.map(({ name }) => name).join(', ');
  return (
    <div class="stack">
      {transports.length > 1 && (
        <Setting form={form} name="transports" required hint={transportsHint(names)} />
      )}
      <Setting form={form} name="retryHours" type="number" min={1} max={120} />
      <Setting form={form} name="undoSeconds" type="number" min={0} max={3600} />
      <Setting form={form} name="tooLateHours" type="number" min={1} max={168} />
      <Setting form={form} name="waveMinutes" type="number" min={0} max={1440} />
      <Setting form={form} name="softBounceSends" type="number" min={2} max={50} />
      <Setting form={form} name="softBounceDays" type="number" min={0} max={180} />
      <InsecureTransports transports={transports} />
    </div>
  );
}

function InsecureTransports({ transports }: Pick<Props, 'transports'>) {
  const { language, words } = useDesk();
  const insecure = transports.filter(({ warnings }) => warnings.length > 0);
  if (insecure.length === 0) return null;
  return (
    <div class="note note-warn">
      <div>
        {insecure.map(({ name, warnings }) => (
          <div key={name}>
            <Phrase>{words.settings.transport(name)}</Phrase>{' '}
            {warnings.map((warning) => says(warning, language)).join(' ')}
          </div>
        ))}
      </div>
    </div>
  );
}
