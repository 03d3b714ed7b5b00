import type { Deliver } from './deliver.ts'
import type { Json } from './json.ts'
import { channelTypes, eventPayload } from './payloads.ts'
import { viewJson } from './view-json.ts'
import { addMessage, type Conversation, openDirect, type Workspace } from './workspace.ts'

const minute = 60_000
/** When Slack delivers an event again that was not acknowledged, counted from the first attempt. */
const retries = [0, 1 * minute, 5 * minute]

export interface Events {
  message(
    user: string,
    conversation: Conversation,
    said: { readonly text: string; readonly threadTs: string | null; readonly files?: readonly string[] },
  ): void
  reaction(user: string, conversation: Conversation, ts: string, name: string): void
  homeOpened(user: string): void
  /** A workflow has come to a step of the app. Gives the step's execution id. */
  stepReached(callbackId: string, inputs: Json): string
  /** Resolves when nothing is on its way any more; retries do not count. */
  delivered(): Promise<void>
  /** Ends waiting retries. */
  close(): void
}

/** The events that a bot hears of: messages where it is a member, and Home tabs being opened. */
export function createEvents(workspace: Workspace, deliver: Deliver): Events {
  const closing = new AbortController()

  const underway = new Set<Promise<unknown>>()
  const tracked: Deliver = (delivery) => {
    const done = deliver(delivery).finally(() => underway.delete(done))
    underway.add(done)
    return done
  }

  const send = async (event: Json) => {
    const payload = eventPayload(workspace, event)
    const title = `event ${String(event.type)}`
    const started = workspace.clock.now()
    let last = await tracked({ title, payload, as: 'event' })
    for (const [index, wait] of retries.entries()) {
      if (last.ok || last.noRetry) return
      const reason = last.problem === 'late' ? 'http_timeout' : 'http_error'
      await workspace.clock.sleepUntil(started + wait, closing.signal)
      if (closing.signal.aborted) return
      const headers = { 'x-slack-retry-num': String(index + 1), 'x-slack-retry-reason': reason }
      last = await deliver({ title: `${title} (retry ${index + 1})`, payload, as: 'event', headers })
    }
  }

  return {
    message(user, conversation, { text, threadTs, files = [] }) {
      const message = addMessage(workspace, conversation, { user, text, threadTs, files })
      if (!conversation.members.includes(workspace.app.user)) return
      void send({
        type: 'message',
        channel: conversation.id,
        channel_type: channelTypes[conversation.type],
        user,
        text,
        ts: message.ts,
        event_ts: message.ts,
        team: workspace.team.id,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
      })
    },
    reaction(user, conversation, ts, name) {
      const message = conversation.messages.find((one) => one.ts === ts)
      if (message === undefined) return
      const before = message.reactions.find((one) => one.name === name)
      if (before?.users.includes(user)) return
      if (before === undefined) message.reactions.push({ name, users: [user] })
      else before.users.push(user)
      workspace.changed()
      if (!conversation.members.includes(workspace.app.user)) return
      void send({
        type: 'reaction_added',
        user,
        reaction: name,
        item_user: message.user,
        item: { type: 'message', channel: conversation.id, ts },
        event_ts: workspace.nextTimestamp(),
      })
    },
    homeOpened(user) {
      const view = workspace.homes.get(user)
      void send({
        type: 'app_home_opened',
        user,
        channel: openDirect(workspace, user).id,
        tab: 'home',
        event_ts: workspace.nextTimestamp(),
        ...(view ? { view: viewJson(workspace, view, {}) } : {}),
      })
    },
    stepReached(callbackId, inputs) {
      const id = workspace.newId('Fx')
      workspace.steps.set(id, { inputs, ended: null })
      void send({
        type: 'function_executed',
        function: { id: 'Fn0REQUEST', callback_id: callbackId, type: 'app', app_id: workspace.app.id },
        inputs,
        function_execution_id: id,
        workflow_execution_id: workspace.newId('Wx'),
        event_ts: workspace.nextTimestamp(),
        bot_access_token: 'xwfp-only-for-this-step',
      })
      return id
    },
    async delivered() {
      await Promise.all(underway)
    },
    close: () => closing.abort(),
  }
}
