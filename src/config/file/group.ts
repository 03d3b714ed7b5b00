import { z } from 'zod'
import type { RequestKind } from '../../domain/request/content.ts'
import { checkAsking } from './asking.ts'
import { always, isClean } from './clean.ts'
import { choice, leaf } from './leaf.ts'
import { isSinglePerson, members } from './people.ts'
import { channel, duration, line, percentage, reminders, wholeNumber } from './scalars.ts'

function questionnaireReference() {
  const expects = 'the id of a questionnaire, or none'
  return leaf(expects, { type: 'string' }, (value, say) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : say(),
  )
}

const questionnaires = {
  post: questionnaireReference().exactOptional(),
  channel: questionnaireReference().exactOptional(),
} satisfies Record<RequestKind, unknown>

export const group = z
  .strictObject({
    name: line('a name', 40).exactOptional(),
    members: members('a group').describe('Who decides for the group: people and groups of people.'),
    delegates: members('the list of delegates')
      .describe('Who may stand in for a member who is away; without it the other members.')
      .exactOptional(),
    channel: channel()
      .describe('A channel of Slack or Teams that gets the group’s card too.')
      .exactOptional(),
    quorum: wholeNumber(1, 50).prefault(1).describe('Approvals that settle the group.'),
    rejections: wholeNumber(1, 50).prefault(1).describe('Rejections that settle the group.'),
    respondWithin: duration()
      .prefault('8wh')
      .describe('Time to decide, before the request becomes a deadlock.'),
    remindAt: reminders()
      .prefault(['50%', '80%'])
      .describe('When to remind, as shares of the time to decide.'),
    assign: choice(['everyone', 'rotation', 'least-loaded'])
      .prefault('everyone')
      .describe('Who in the group is asked first; everybody in it may decide.'),
    ask: wholeNumber(1, 50)
      .exactOptional()
      .describe(
        'How many are asked, with rotation and least-loaded; by default as many as settle the group.',
      ),
    widenAt: percentage()
      .exactOptional()
      .describe('The share of the time to decide after which the whole group is asked; 50% by default.'),
    stage: wholeNumber(1, 9)
      .prefault(1)
      .describe('Groups of a stage are asked when those of the stage before have all approved.'),
    questionnaires: z
      .strictObject(questionnaires)
      .prefault({})
      .describe('Which questionnaire the group answers, by kind of request.'),
  })
  .superRefine(checkAsking, always)
  .superRefine((value, context) => {
    if (!isClean(context.issues, ['members']) || !value.members.every(isSinglePerson)) return
    const people = value.members.length
    for (const key of ['quorum', 'rejections'] as const) {
      const needed = value[key]
      if (people === 0 || !isClean(context.issues, [key]) || needed <= people) continue
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `asks for ${needed} people, but the group has only ${people}, so it could never be reached`,
        params: { suggestion: `Lower it to ${people} or fewer, or add members.` },
      })
    }
  }, always)
export type GroupEntry = z.output<typeof group>

export const executive = z.strictObject({
  members: members('a level of executives'),
  delegates: members('the list of delegates')
    .describe('Who may stand in for one of them, besides executives of any level.')
    .exactOptional(),
  respondWithin: duration().prefault('8wh').describe('Then the next level is asked.'),
  remindAt: reminders().prefault(['50%', '80%']),
})
