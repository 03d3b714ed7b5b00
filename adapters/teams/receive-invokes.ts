/** What Teams wants an answer to within seconds. What acts is committed before the answer leaves. */
import { z } from 'zod'
import { markOfButton } from './button.ts'
import type { Desk } from './desk.ts'
import { within } from './patience.ts'
import type { Origin, TeamsActivity } from './payload.ts'
import { dataOfAction, onCardAction } from './receive-actions.ts'
import { learn } from './receive-activities.ts'
import { onCommandFetch, onFetch, onSubmit } from './receive-dialogs.ts'
import { removeDouble } from './receive-doubles.ts'

export interface InvokeAnswer {
  readonly status: number
  readonly body?: object
  /** What is to be done once the answer has left. Never throws. */
  readonly afterwards?: () => Promise<void>
}

const dialogValue = z.looseObject({ data: z.unknown() })

/** How long Microsoft may be asked on the way to an answer, in milliseconds: the rest of Teams' time is for our own part. */
const timeFor = ({ name }: TeamsActivity): number => (name?.startsWith('composeExtension/') ? 3_000 : 6_500)

/** One invoke. Never throws; always answers. */
export const onInvoke = (desk: Desk, activity: TeamsActivity, origin: Origin): Promise<InvokeAnswer> =>
  within(timeFor(activity), desk.now, () => answered(desk, activity, origin))

async function answered(desk: Desk, activity: TeamsActivity, origin: Origin): Promise<InvokeAnswer> {
  try {
    await learn(desk, activity, origin)
  } catch (error) {
    // Knowing where somebody is reached is worth nothing beside what they want to do now.
    desk.fault('remembering a conversation failed', error)
  }
  const data = dialogValue.safeParse(activity.value).data?.data
  const answer = await answerTo(desk, activity, origin, data)
  const marked = markOfButton(activity.name === 'adaptiveCard/action' ? dataOfAction(activity.value) : data)
  return marked === null ? answer : { ...answer, afterwards: () => removeDouble(desk, origin, marked) }
}

async function answerTo(
  desk: Desk,
  activity: TeamsActivity,
  origin: Origin,
  data: unknown,
): Promise<InvokeAnswer> {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return { status: 200, body: await onCardAction(desk, activity.value, origin) }
    case 'task/fetch':
      return { status: 200, body: await onFetch(desk, data, origin) }
    case 'task/submit':
    case 'composeExtension/submitAction':
      return { status: 200, ...bodyOf(await onSubmit(desk, data, origin)) }
    case 'composeExtension/fetchTask':
      return { status: 200, body: await onCommandFetch(desk, activity.value, origin) }
    default:
      return { status: 501 }
  }
}

const bodyOf = (body: object | null) => (body === null ? {} : { body })
