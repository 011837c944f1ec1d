import type { App } from '../platform/app.ts';
import type { Mailer } from '../platform/mail/mailer.ts';

/** The transport of that name; a mailer that stands for one transport alone is that one, whatever its name. */
export async function mailerOver({ mailer }: Pick<App, 'mailer'>, transport: string): Promise<Mailer> {
  return mailer.over ? mailer.over(transport) : mailer;
}
