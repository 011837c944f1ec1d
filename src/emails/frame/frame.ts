import { domainToUnicode } from 'node:url';
import { clip, oneLine, webUrl } from '../clean-text.ts';
import { directionOf, speechIn, type Speech } from '../../words/index.ts';
import { lookOf, type Look } from './look.ts';
import type { Brand } from '../model.ts';
import { asOwnPart } from './own-parts.ts';

/** What every template needs around its content. */
export interface Frame {
  lang: string;
  dir: 'ltr' | 'rtl';
  /** Where lines begin and end. */
  start: 'left' | 'right';
  end: 'left' | 'right';
  look: Look;
  /** Of headings and the name. */
  headFont: string;
  bodyFont: string;
  /** What the publication says above the end of each mail; empty: nothing. */
  footerLine: string;
  brand: {
    name: string;
    siteUrl: string;
    site: string;
    logoUrl: string | null;
    imprintUrl: string | null;
    privacy: { url: string; word: string } | null;
  };
  /** Lines of the postal address. */
  address: string[];
}

const SERIF = "Georgia,'Times New Roman',serif";
const SANS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
/** Georgia has no letters for languages from right to left. */
const RIGHT_TO_LEFT = "'Geeza Pro','Segoe UI',Tahoma,Arial,sans-serif";

/** Of headings; every mail program has the typefaces. */
function headFontOf({ language, typeface }: Pick<Brand, 'language' | 'typeface'>): string {
  if (directionOf(language) === 'rtl') return RIGHT_TO_LEFT;
  return typeface === 'modern' ? SANS : SERIF;
}

/** @param spoken language of our own words; the content and its direction are the publication's. */
export function frameOf(brand: Brand, spoken = brand.language): Frame & { speech: Speech } {
  const dir = directionOf(brand.language);
  const speech = speechIn(spoken);
  const privacyUrl = webUrl(brand.privacyUrl);
  return {
    lang: brand.language,
    dir,
    start: dir === 'ltr' ? 'left' : 'right',
    end: dir === 'ltr' ? 'right' : 'left',
    look: lookOf(brand.accentColor, brand.groundColor),
    headFont: headFontOf(brand),
    bodyFont: brand.typeface === 'newspaper' && dir === 'ltr' ? SERIF : SANS,
    footerLine: oneLine(brand.footerLine ?? ''),
    brand: {
      name: oneLine(brand.name),
      siteUrl: webUrl(brand.siteUrl) ?? '',
      site: domainToUnicode(new URL(brand.siteUrl).hostname.replace(/^www\./, '')),
      logoUrl: webUrl(brand.logoUrl),
      imprintUrl: webUrl(brand.imprintUrl),
      privacy: privacyUrl === null ? null : { url: privacyUrl, word: speech.words.privacy },
    },
    address: (brand.postalAddress ?? '')
      .split(/[\r\n]+/)
      .map(oneLine)
      .filter(Boolean),
    speech,
  };
}

const LONGEST_PREHEADER = 110;

/** What inboxes show beside the subject: 40 to 110 characters (HTM-05), so a short text is followed by `filler`. */
export function preheaderOf(text: string, filler: string): string {
  const line = oneLine(text);
  return clip(line, LONGEST_PREHEADER) + fillerBehind(line, filler);
}

/** The same of a mail to an audience, whose filler says why each of its readers gets it. */
export function audiencePreheader(text: string, why: string): string {
  const line = oneLine(text);
  const filler = fillerBehind(line, why);
  return clip(line, LONGEST_PREHEADER) + (filler === '' ? '' : asOwnPart(filler));
}

function fillerBehind(line: string, filler: string): string {
  if (line.length >= 40 || filler === '') return '';
  const joint = line === '' ? '' : ' · ';
  return joint + clip(filler, LONGEST_PREHEADER - line.length - joint.length);
}

/** What follows a short preheader, so that inboxes show nothing else there; text browsers show a long chain. */
export function blanksAfter(preheader: string): string {
  return '&#8199;&#65279;&#847; '.repeat(Math.ceil(Math.max(0, 100 - preheader.length) / 4));
}
