/** What Teams wants an answer to within seconds. What acts is committed before the answer leaves. */
import { z } from 'zod'
import type { Desk } from './desk.ts'
import type { Origin, TeamsActivity } from './payload.ts'
import { onCardAction } from './receive-actions.ts'
import { learn } from './receive-activities.ts'
import { onCommandFetch, onFetch, onSubmit } from './receive-dialogs.ts'

export interface InvokeAnswer {
  readonly status: number
  readonly body?: object
}

const dialogValue = z.looseObject({ data: z.unknown() })

/** One invoke. Never throws; always answers. */
export async function onInvoke(desk: Desk, activity: TeamsActivity, origin: Origin): Promise<InvokeAnswer> {
  try {
    await learn(desk, activity, origin)
  } catch (error) {
    // Knowing where somebody is reached is worth nothing beside what they want to do now.
    desk.fault('remembering a conversation failed', error)
  }
  const data = dialogValue.safeParse(activity.value).data?.data
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
