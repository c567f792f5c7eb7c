/** How things are said: numbers, moments, failures. */

const NUMBERS = new Intl.NumberFormat('en');
const MOMENTS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const DAYS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** The order of titles and labels, in which "Van 9" comes before "Van 10". */
export const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

export const number = (value) => NUMBERS.format(value);

/** `1 tracker`, `2,000 trackers`. */
export const count = (value, thing) => `${number(value)} ${thing}${value === 1 ? '' : 's'}`;

export const moment = (iso) => MOMENTS.format(new Date(iso));

export const day = (iso) => DAYS.format(new Date(iso));

/** What is said of something that is not there any more. */
export const GONE = 'It is not there any more.';

/** What the more common failures mean to the person who sees them; the others are told in the server's own words. */
const MEANINGS = {
  3: 'You are not logged in any more.',
  4: 'Your session has ended. Log in again.',
  13: 'Only the owner of the account may do this.',
  14: 'The server is busy or about to stop. Try again in a moment.',
  15: 'That was too much at once. Wait a moment and try again.',
  102: 'The login or the password is wrong.',
  103: 'This user may not log in at present.',
  105: 'There were too many failed logins. Wait a while and try again.',
  201: GONE,
  206: 'Somebody has this login already.',
  208: 'A blocked tracker is among them, so none was moved.',
  217: 'One of the trackers is not there any more, so none was moved.',
  245: 'This is the password that you have already.',
  248: 'The old password is wrong.',
  268: 'The account has as many of these as it may.',
  275: 'The account has been disabled.',
  294: 'You have had this password not long ago.',
};

/** A failure in a sentence or two, with the server's number and words for whoever looks it up. */
export function explain(error) {
  if (error.code === undefined) return error.message;
  const fields = error.fields.map(({ parameter, error: why }) => `${parameter}: ${why}`).join('; ');
  const meaning =
    MEANINGS[error.code] ?? (fields ? `The server does not accept this. ${fields}.` : `${error.message}.`);
  return `${meaning} (error ${error.code}${MEANINGS[error.code] ? `: ${error.message}` : ''})`;
}
