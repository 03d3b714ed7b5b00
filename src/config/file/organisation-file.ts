import { z } from 'zod'
import { tiers } from '../../domain/risk/types.ts'
import { locales } from '../../view/text.ts'
import { knownPlatforms, platformName } from '../platforms.ts'
import { holidays, timezone, workingHours } from './calendar.ts'
import { always, cleanItems } from './clean.ts'
import { crossChecks } from './cross-checks.ts'
import { executive, group } from './group.ts'
import { choice, leaf } from './leaf.ts'
import { observer } from './observers.ts'
import { requesters } from './people.ts'
import { questionnaire } from './questionnaire.ts'
import { route } from './routes.ts'
import {
  byId,
  command,
  duration,
  elapsedDuration,
  id,
  line,
  moment,
  reminders,
  size,
  teamsChannel,
  wholeNumber,
} from './scalars.ts'

const officeHours = {
  mon: '09:00-17:00',
  tue: '09:00-17:00',
  wed: '09:00-17:00',
  thu: '09:00-17:00',
  fri: '09:00-17:00',
}

const organisation = z
  .strictObject({
    name: line('a name', 80),
    timezone: timezone().describe('IANA name; deadlines in working time are counted in it.'),
    locale: choice(locales).prefault('en').describe('For people whose profile says nothing.'),
    workingHours: workingHours().prefault(officeHours).describe('By weekday; a day left out is free.'),
    holidays: holidays()
      .prefault([])
      .describe('A region whose public holidays count, dates, or a list of both.'),
    absenceFromStatus: z
      .array(line('an emoji such as :palm_tree:, or a word', 60))
      .max(30)
      .prefault([])
      .describe('Emoji and words of a Slack status that mean “away”. They give nobody a delegate.'),
  })
  .describe('Who you are, and when you work.')

const platform = z
  .preprocess(
    (value): unknown => (typeof value === 'string' ? { id: value } : value),
    z.strictObject({ id: id(), name: line('a name', 60).exactOptional() }),
  )
  .transform((entry) => ({ id: entry.id, name: entry.name ?? platformName(entry.id) }))
  .meta({ type: ['string', 'object'] })

const platforms = z
  .array(platform)
  .superRefine((list, context) => {
    if (!Array.isArray(list)) return
    if (list.length === 0 || list.length > 50)
      context.addIssue({ code: 'custom', message: `must hold 1 to 50 platforms, not ${list.length}` })
    const seen = new Set<string>()
    for (const [index, each] of cleanItems(list, context.issues)) {
      if (seen.has(each.id))
        context.addIssue({ code: 'custom', path: [index], message: `names ${each.id} a second time` })
      seen.add(each.id)
    }
  }, always)
  .prefault(knownPlatforms.map((each) => each.id))
  .describe('What requesters choose from: ids, or { id, name }.')

const yesOrNo = leaf('true or false', { type: 'boolean' }, (value, say) =>
  typeof value === 'boolean' ? value : say(),
)

const sha256 = leaf(
  'the SHA-256 of the token in hexadecimal',
  { type: 'string', pattern: '^[0-9a-fA-F]{64}$' },
  (value, say) =>
    typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value)
      ? value.toLowerCase()
      : say({ suggestion: 'Write its hash, never the token itself: printf %s "$TOKEN" | sha256sum' }),
)
/** `name` is what people are told: “… prepared a request for you”. */
const apiToken = z.strictObject({ name: line('a name', 60), sha256 })

/** A block of settings, each with a default, so that the block itself may be left out. */
function block<Shape extends z.core.$ZodShape>(shape: Shape, description: string) {
  return z.strictObject(shape).describe(description)
}

/** `countersign.yaml`, as it is written on the left and as it is meant on the right. */
export const organisationFile = z
  .strictObject({
    organisation,
    groups: byId(group).describe(
      'The reviewing groups; every group reviews every request, until routes say otherwise.',
    ),
    executives: z.array(executive).describe('Who rules on a deadlock, in order.'),
    requesters: requesters().prefault('everyone'),
    observers: z
      .array(observer)
      .prefault([])
      .describe('Who is kept informed by a message that asks nothing of them.'),
    requester: block(
      { respondWithin: duration().prefault('10wd'), remindAt: reminders().prefault(['50%', '80%']) },
      'Time to revise or to answer conditions, before the request lapses.',
    ).prefault({}),
    mediation: block(
      {
        lasts: duration().prefault('8wh'),
        rounds: wholeNumber(1, 20).prefault(3),
        remindAt: reminders().prefault(['75%']),
        channel: teamsChannel()
          .describe('A channel of Teams for threads, where the bot may not create group chats.')
          .exactOptional(),
      },
      'Time in which the sides may still agree; rounds of changes before it begins.',
    ).prefault({}),
    contest: block({ within: duration().prefault('2wd') }, 'Time to contest a rejection.').prefault({}),
    lastExecutive: block(
      { remindEvery: duration().prefault('1wd'), reminders: wholeNumber(1, 20).prefault(3) },
      'After the last executive stayed silent: reminders, then the request lapses.',
    ).prefault({}),
    approval: block({ validFor: duration().prefault('30d') }, 'How long an approval may be used.').prefault(
      {},
    ),
    risk: block(
      { questionnaireFrom: choice(tiers).prefault('medium') },
      'From this tier on an approval needs the whole questionnaire.',
    ).prefault({}),
    undo: block(
      { within: moment().prefault('60s') },
      'How long a mis-click can be taken back; 0s: not at all.',
    ).prefault({}),
    hasty: block(
      { within: moment().prefault('30s'), from: choice(tiers).prefault('high') },
      'Approvals of risks from this tier on are marked where they come sooner than this after opening; 0s: none.',
    ).prefault({}),
    independentVotes: yesOrNo
      .prefault(true)
      .describe('Hide other groups’ decisions from a reviewer until their own group has decided.'),
    command: command().prefault('/countersign').describe('The slash command.'),
    platforms,
    media: block(
      {
        maxBytes: size().prefault('25MB'),
        maxFiles: wholeNumber(0, 10).prefault(10),
        links: yesOrNo
          .prefault(true)
          .describe(
            'Show files in Teams, by links of limited time; whoever holds such a link sees the file.',
          ),
      },
      'Files of a post.',
    ).prefault({}),
    absences: block(
      { longest: elapsedDuration().prefault('60d') },
      'How long one absence may be; a longer leave is a change of the members.',
    ).prefault({}),
    api: block(
      { tokens: z.array(apiToken).prefault([]) },
      'Programs that may propose requests to people with POST /api/v1/drafts.',
    ).prefault({}),
    routes: z
      .array(route)
      .prefault([])
      .describe('Who reviews what; the first rule that matches counts, and without one every group reviews.'),
    questionnaires: byId(questionnaire)
      .prefault({})
      .describe('Your own questionnaires, or new versions of the shipped ones, by id.'),
  })
  .superRefine(crossChecks, always)

export type OrganisationFile = z.output<typeof organisationFile>
