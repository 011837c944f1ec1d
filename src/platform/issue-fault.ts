import type { z } from 'zod';
import type { FieldFault, FieldFaultCode, FieldFaultParams } from './field-faults.ts';

/** Of text that can stand in a header. */
export const SINGLE_LINE = /^[^\u0000-\u001f\u007f\u2028\u2029]*$/;

/** The code of a fault that zod found; one of a `refine` is what `saying` gave it. */
export function issueFault(issue: z.core.$ZodIssue, field: string): FieldFault | undefined {
  switch (issue.code) {
    case 'custom':
      return issue.params?.['fault'] as FieldFault | undefined;
    case 'invalid_value':
      return { code: 'choice', params: {} };
    case 'invalid_type':
      if (issue.input === undefined) return { code: 'missing', params: {} };
      return NUMBERS.has(issue.expected) ? { code: 'no-number', params: {} } : undefined;
    case 'invalid_format':
      return issue.pattern === String(SINGLE_LINE)
        ? { code: 'single-line', params: {} }
        : { code: 'wrong-form', params: { field } };
    case 'too_small':
    case 'too_big':
      return sizeFault(issue);
    default:
      return undefined;
  }
}

const NUMBERS = new Set(['number', 'int']);

function sizeFault(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): FieldFault | undefined {
  const isNumber = NUMBERS.has(issue.origin);
  if (issue.code === 'too_small') {
    const least = Number(issue.minimum);
    if (isNumber) return { code: 'too-small', params: { least } };
    return least === 1 ? { code: 'missing', params: {} } : { code: 'too-short', params: { least } };
  }
  const most = Number(issue.maximum);
  if (isNumber) return { code: 'too-large', params: { most } };
  return issue.origin === 'string'
    ? { code: 'too-long', params: { most } }
    : { code: 'too-many', params: { most } };
}

/** What a `refine` says, with the code of it. */
export const saying = (error: string, code: CodeAlone) => ({
  error,
  params: { fault: { code, params: {} } },
});

/** Codes that say everything. */
type CodeAlone = {
  [Code in FieldFaultCode]: object extends FieldFaultParams[Code] ? Code : never;
}[FieldFaultCode];
