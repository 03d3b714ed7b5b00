import { type RefusalParams, type Words, words } from './words.ts'

/** Refusals of what people say of their absences. */
export const absenceRefusals = {
  not_away: () =>
    words(
      'You are not away',
      'Nothing is recorded of an absence of yours, now or later.',
      'For a new one, write for example “away until Friday”.',
    ),
  absence_past: () =>
    words(
      'That time has passed',
      'This absence would be over already, so nothing was recorded.',
      'Please name an end that is still to come, for example “away until tomorrow”.',
    ),
  absence_order: () =>
    words(
      'The end comes before the beginning',
      'You would be back before you leave, so nothing was recorded.',
      'Please check both times.',
    ),
  absence_too_long: ({ days }) =>
    words(
      'This absence is too long',
      `One absence can last ${days === '' ? 'only so many' : `at most ${days}`} days, so nothing was recorded.`,
      'Please name an earlier end. For longer, ask the person who looks after Countersign to change the members.',
    ),
  absence_too_far: () =>
    words(
      'That is far ahead',
      'An absence can begin within the next twelve months, so nothing was recorded.',
      'Please check the year.',
    ),
  absence_unreadable: ({ words: typed }) =>
    words(
      'These times could not be read',
      typed === ''
        ? 'Nothing was recorded.'
        : `“${typed}” could not be read as a time, so nothing was recorded.`,
      'Write for example “away until Friday”, “away until 3 Dec 14:00” or “away from Monday until 4 December, delegate @name”.',
    ),
  absence_no_such_day: ({ words: typed }) =>
    words(
      'There is no such day',
      `There is no ${typed === '' ? 'such day' : typed} in the calendar, so nothing was recorded.`,
      'Please check the date.',
    ),
  absence_hour_skipped: ({ words: typed, instead }) =>
    words(
      'There is no such hour on that day',
      `The clocks are put forward then, so that there is no ${typed === '' ? 'such time' : typed}. Nothing was recorded.`,
      instead === ''
        ? 'Please choose another time.'
        : `Perhaps you mean ${instead}: please write that instead.`,
    ),
  delegate_self: () =>
    words(
      'You cannot stand in for yourself',
      'The delegate must be somebody else, so nothing was recorded.',
      'Please name another person, or nobody.',
    ),
  delegate_unknown: () =>
    words(
      'This person was not found',
      'There is nobody by that name here, so nothing was recorded.',
      'Please choose the person from the list that opens when you type @, write their e-mail address, or use the form.',
    ),
  delegate_not_member: () =>
    words(
      'This person cannot stand in',
      'Guests, people of other organisations, apps and people who have left cannot decide. Nothing was recorded.',
      'Please name a full member.',
    ),
  delegate_not_eligible: ({ who }) =>
    words(
      'This person may not stand in for you',
      'The configuration does not name them for what you decide on, so nothing was recorded.',
      who === '' ? 'Nobody else may: you can be away without a delegate.' : `These may: ${who}.`,
    ),
  delegate_away: ({ who }) =>
    words(
      'This person is away too',
      'They are away for some of that time, so nothing was recorded.',
      who === '' ? 'Please name nobody, or another time.' : `These may stand in for you: ${who}.`,
    ),
  delegation_circular: () =>
    words(
      'You would stand in for each other',
      'In that time this person counts on you, directly or through others, so nothing was recorded.',
      'Please name somebody else.',
    ),
} satisfies Record<string, (params: RefusalParams) => Words>
