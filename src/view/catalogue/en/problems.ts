import type { RefusalCode } from '../../../domain/request/refusal.ts'
import type { FieldErrorCode } from '../../forms.ts'
import { absenceRefusals } from './absence-problems.ts'
import { type RefusalParams, type Words, words } from './words.ts'

type Refused = (params: RefusalParams) => Words

const again = 'Please look at the current card and decide from there.'
const askColleague =
  'If you think this is wrong, ask the person who looks after Countersign to check the members.'

const faster = ({ first, chat, ago }: Pick<RefusalParams, 'first' | 'chat' | 'ago'>) =>
  [first, 'decided', ...(chat === '' ? [] : ['in', chat]), ...(ago === '' ? [] : ['a moment ago'])].join(' ')

export const refusals = {
  unknown_request: () =>
    words(
      'Request not found',
      'There is no request with this number that you can see.',
      'Please check the number, or open your overview.',
    ),
  already_exists: () =>
    words(
      'Already submitted',
      'This request has arrived already, and nothing was created twice.',
      'You find it in your overview.',
    ),
  draft_gone: () =>
    words(
      'This draft is gone',
      'It was discarded, or it was not used for two weeks.',
      'Please begin a new request.',
    ),
  stale_revision: () =>
    words(
      'There is a newer revision',
      'The request changed after you opened it, so your input was not recorded.',
      'Your card now shows the current revision. Please read it and decide again.',
    ),
  already_decided: () =>
    words(
      'You have decided already',
      'Your decision on this revision is recorded and counts.',
      'You need to do nothing more. In a mediation or after a revision you can decide anew.',
    ),
  group_settled: (params) =>
    words(
      'Your group has decided',
      `${params.first === '' ? 'Others in your group were faster' : faster(params)}, and no further decision is needed.`,
      'You need to do nothing more. The card shows the decision.',
    ),
  not_your_turn: () =>
    words(
      'It is not your group’s turn yet',
      'Other groups decide first, and not all of them have approved.',
      'You will be asked as soon as it is your group’s turn.',
    ),
  not_reviewer: () =>
    words(
      'Not a reviewer of this group',
      'You are not a member of the group that decides here, so nothing was recorded.',
      askColleague,
    ),
  not_involved: () =>
    words(
      'Only those involved can see this request',
      'What is not published yet is shown to whoever asked for it, to the reviewers and to those who are kept informed.',
      'If you should be one of them, please ask whoever asked for it to keep you informed.',
    ),
  not_executive: () =>
    words(
      'It is not your turn to rule',
      'Only the executives who have been asked so far can rule, so nothing was recorded.',
      askColleague,
    ),
  not_requester: () =>
    words(
      'Only the requester can do this',
      'This step belongs to the person who asked for the approval, so nothing was recorded.',
      'Please talk to the requester.',
    ),
  may_not_request: () =>
    words(
      'You cannot request approvals',
      'You are not among the people who may request approvals, so nothing was submitted.',
      'Please ask a colleague who may, or the person who looks after Countersign.',
    ),
  own_request: () =>
    words(
      'This is your own request',
      'Nobody decides on their own request, so nothing was recorded.',
      'Another member of the group needs to decide.',
    ),
  two_groups: () =>
    words(
      'You have decided for another group',
      'Nobody decides for two groups on the same request, so nothing was recorded.',
      'Another member of this group needs to decide.',
    ),
  decided_as_reviewer: () =>
    words(
      'You have decided as a reviewer',
      'Whoever decided as a reviewer cannot rule on the same request, so nothing was recorded.',
      'Another executive needs to rule.',
    ),
  guest: () =>
    words(
      'Not possible as a guest',
      'Guests of the workspace cannot request or decide, so nothing was recorded.',
      'Please ask a full member of the organisation.',
    ),
  external: () =>
    words(
      'Not possible from outside',
      'People of other organisations cannot request or decide, so nothing was recorded.',
      'Please ask your contact in the organisation.',
    ),
  bot: () =>
    words(
      'Only people can do this',
      'This came from a bot or an app, and decisions are for people. Nothing was recorded.',
      'A person needs to press the button.',
    ),
  deactivated: () =>
    words(
      'Your account is deactivated',
      'Deactivated accounts cannot request or decide, so nothing was recorded.',
      'Please ask your administrator to activate the account again.',
    ),
  lookup_failed: () =>
    words(
      'Please try again',
      'We could not check just now whether you may do this, so nothing was recorded.',
      'Please try again in a minute. If it keeps failing, tell the person who looks after Countersign.',
    ),
  not_now: ({ status, ...params }) =>
    words(
      'Not possible at this point',
      params.first !== '' && status !== ''
        ? `${faster(params)}. The request is ${status} now, and nothing more was recorded.`
        : status === ''
          ? 'The request has moved on, so nothing was recorded.'
          : `The request is ${status}, so this is not possible now. Nothing was recorded.`,
      again,
    ),
  reason_required: () =>
    words(
      'A reason is missing',
      'Nothing was recorded without a reason.',
      'Please say why, in one or two sentences.',
    ),
  would_accept_required: () =>
    words(
      'What would be acceptable?',
      'A no needs a way forward, so nothing was recorded.',
      'Please say what would make it acceptable for you.',
    ),
  changes_required: () =>
    words(
      'What should change?',
      'A request for changes needs the changes, so nothing was recorded.',
      'Please say what exactly should change.',
    ),
  conditions_required: () =>
    words(
      'A condition is missing',
      'An approval with conditions needs at least one, so nothing was recorded.',
      'Please write a condition, or approve without conditions.',
    ),
  questionnaire_required: ({ tier }) =>
    words(
      'Please answer every question',
      tier === ''
        ? 'At this risk tier an approval needs every answer and a rationale, so nothing was recorded.'
        : `At the risk tier “${tier}” an approval needs every answer and a rationale, so nothing was recorded.`,
      'Please open the form again and answer the open questions.',
    ),
  unchanged: () =>
    words(
      'Nothing has changed',
      'The new revision is the same as the current one, so nothing was submitted.',
      'Please change something first, or leave the request as it is.',
    ),
  needs_own_look: () =>
    words(
      'This one needs a look of its own',
      'Only low risks that need no answers can be approved together, so nothing was recorded.',
      'Please open it and decide there.',
    ),
  nothing_together: () =>
    words(
      'Nothing to approve together',
      'No low-risk request waits for your approval any more. Nothing was recorded.',
      'Your overview shows what still waits for you.',
    ),
  unreadable_chat: () =>
    words(
      'Chat not understood',
      'This is no chat in which I know you, so nothing was changed.',
      'Please write “chat slack” or “chat teams”, after you have used me there once. “chat off” takes a choice back.',
    ),
  unreadable_digest: () =>
    words(
      'Time not understood',
      'This is no time of a day, so nothing was changed.',
      'Please write “digest 09:00”, or “digest off” for single messages.',
    ),
  unreadable_hours: () =>
    words(
      'Hours not understood',
      'These are no hours of a day, so nothing was changed.',
      'Please write “hours 09:00-17:00”, or “hours off” for the organisation’s hours.',
    ),
  send_back_used: () =>
    words(
      'Already sent back once',
      'A request can be sent back only once, so nothing was recorded.',
      'Please approve, approve with conditions or reject.',
    ),
  contest_closed: () =>
    words(
      'Too late to contest',
      'The time to contest has passed, and the rejection is final.',
      'You can start a new request that takes the reasons into account.',
    ),
  already_contested: () =>
    words(
      'Already contested',
      'You have contested this request already, which is possible once.',
      'Please wait for the outcome, or revise the request.',
    ),
  conditions_open: ({ count }) =>
    words(
      'Conditions are still open',
      count === ''
        ? 'Conditions due before publication are not met yet.'
        : `Conditions due before publication that are not met yet: ${count}.`,
      'Please have them confirmed first, then mark the request as published.',
    ),
  unknown_condition: () =>
    words('Condition not found', 'This condition does not belong to the request any more.', again),
  condition_already_met: () =>
    words('Already confirmed', 'This condition has been confirmed as met.', 'You need to do nothing more.'),
  not_condition_owner: () =>
    words(
      'Somebody else confirms this',
      'Only the owner of the condition can confirm that it is met, so nothing was recorded.',
      'The card names the owner.',
    ),
  slot_passed: () =>
    words(
      'The planned time has passed',
      'The planned time passed before the approval, and nothing is published late by itself.',
      'Please choose a new time first.',
    ),
  slot_in_past: () =>
    words('This time has passed', 'The chosen time is not in the future.', 'Please choose a later time.'),
  slot_earlier: () =>
    words(
      'This is earlier than planned',
      'The groups have seen the planned time, so it can only be moved to a later one.',
      'For an earlier time, please revise the request: the groups then decide anew.',
    ),
  invalid_url: () =>
    words(
      'This is not a web address',
      'The address could not be read, so nothing was recorded.',
      'Please enter the full address, starting with https://',
    ),
  not_taken: () =>
    words(
      'Not yours to hand back',
      'You have not taken this request, or somebody has taken it over from you.',
      'You can still decide with the buttons of the card.',
    ),
  undo_not_yours: () =>
    words(
      'There is nothing of yours to undo',
      'People can only take back what they have just done themselves, so nothing was changed.',
      'Please talk to the person whose decision it is.',
    ),
  undo_overtaken: () =>
    words(
      'This can no longer be undone',
      'Something else has happened to the request since, so nothing was changed and what you did stands.',
      'The card shows what you can do now. Otherwise please talk to the requester, who can revise or withdraw the request.',
    ),
  undo_late: () =>
    words(
      'The time to undo is over',
      'A mis-click can be taken back for a moment only, so nothing was changed and what you did stands.',
      'The card shows what you can do now. Otherwise please talk to the requester, who can revise or withdraw the request.',
    ),
  ...absenceRefusals,
} satisfies Record<RefusalCode, Refused>

/** Beside the field. What it is about, a limit or a person, is empty where it is not known. */
export const fieldErrors = {
  required: () => 'Please fill this in.',
  too_long: (max) => (max === '' ? 'Please shorten this.' : `Please shorten this to ${max} characters.`),
  too_short: () => 'Please say a little more.',
  invalid_url: () => 'Please enter the full web address, starting with https://',
  url_not_public: () => 'This address cannot be reached from the internet. Please enter a public one.',
  in_past: () => 'Please choose a time in the future.',
  earlier: () => 'Please choose a later time than planned. For an earlier one, revise the request.',
  too_far: () => 'Please choose a time within the next twelve months.',
  file_too_large: (max) =>
    max === '' ? 'This file is too large.' : `This file is too large. At most ${max} MB are possible.`,
  file_unavailable: () => 'This file could not be fetched. Please attach it again.',
  too_many_files: (max) =>
    max === '' ? 'These are too many files.' : `These are too many files. At most ${max} are possible.`,
  too_many_people: (max) =>
    max === '' ? 'These are too many people.' : `These are too many people. At most ${max} are possible.`,
  no_address: (who) =>
    `${who === '' ? 'One of these' : `“${who}”`} is no e-mail address. Please separate addresses with commas.`,
  unknown_person: (who) =>
    `Nobody here has ${who === '' ? 'one of these addresses' : `the address ${who}`}. Please check it, or leave it out.`,
  not_a_member: (who) =>
    `${who === '' ? 'One of these' : who} is a guest, an outsider or a closed account, and may not see what is not published yet. Please leave the address out.`,
  is_executive: (who) =>
    `${who === '' ? 'One of these' : who} would rule if the sides cannot agree, and is asked then. Please leave the address out.`,
  unknown_option: () => 'This option is not available any more. Please choose another one.',
  answer_required: () => 'Please answer this question: at this risk tier an approval needs every answer.',
  rationale_required: () => 'Please say why the risk is acceptable: at this risk tier an approval needs it.',
  condition_required: () => 'Please write at least one condition.',
  same_as_owner: () => 'Please name somebody other than the owner.',
  invalid_characters: () => 'This holds nothing readable. Please enter it again.',
  unchanged: () => 'Nothing has changed yet. Please change something first.',
} satisfies Record<FieldErrorCode, (about: string) => string>
