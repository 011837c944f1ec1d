import { causeSays, says, templateFaultSays, type DeskLanguage } from '../reasons/say.ts';
import type { AlertCode, AlertNews, Alerts, AlertText, AlertWords } from './alerts.ts';
import { german } from './de.ts';
import { english } from './en.ts';

const WORDS: Record<DeskLanguage, AlertWords> = { en: english, de: german };

/** An alert in the words of a language. */
export function alertSays({ code, params }: AlertNews, language: DeskLanguage): AlertText {
  const words = WORDS[language].alerts[code];
  const tell = {
    says: (reason: Parameters<typeof says>[0]) => says(reason, language),
    causeSays: (cause: Parameters<typeof causeSays>[0]) => causeSays(cause, language),
    templateSays: (fault: Parameters<typeof templateFaultSays>[0]) => templateFaultSays(fault, language),
  };
  return (words as (params: Alerts[AlertCode], tell: object) => AlertText)(params, tell);
}

/** What stands beside the words of an alert in its mail. */
export const alertMailWords = (language: DeskLanguage) => WORDS[language].mail;

/** The mail server's own words; empty when there are none. */
export function replyOf({ params }: AlertNews): string {
  if ('reply' in params) return params.reply;
  return 'cause' in params && 'reply' in params.cause.params ? params.cause.params.reply : '';
}
