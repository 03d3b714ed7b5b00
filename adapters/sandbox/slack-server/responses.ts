import { randomBytes } from 'node:crypto'
import express, { type Router } from 'express'
import { refuse } from './answer.ts'
import { flagAt, isJson, type Json, textAt } from './json.ts'
import { messageBody } from './methods/chat.ts'
import { addMessage, type Workspace } from './workspace.ts'

interface Target {
  readonly user: string
  readonly channel: string
  /** The message whose button was clicked; null for a slash command. */
  readonly message: string | null
  readonly expiresAt: number
  uses: number
}

/** Slack's own: thirty minutes and five uses. */
const lifetime = 30 * 60_000
const mostUses = 5

export interface Responses {
  /** A new response_url. */
  issue(target: { user: string; channel: string; message: string | null }): string
  /** Shows what an acknowledgement or a response says. Gives Slack's error code when it cannot be shown. */
  show(target: { user: string; channel: string; message: string | null }, body: Json): string | null
  readonly router: Router
}

export function createResponses(workspace: Workspace, origin: () => string): Responses {
  const targets = new Map<string, Target>()
  const show: Responses['show'] = (target, body) => {
    const conversation = workspace.conversations.get(target.channel)
    if (!conversation) return 'channel_not_found'
    const original = conversation.messages.find((one) => one.ts === target.message)
    if (flagAt(body, 'delete_original') && original) {
      conversation.messages.splice(conversation.messages.indexOf(original), 1)
      workspace.changed()
      return null
    }
    const read = messageBody(body)
    if (!read.ok) return read.error
    const { text, blocks } = read.body
    if (flagAt(body, 'replace_original') && original) Object.assign(original, { text, blocks })
    else
      addMessage(workspace, conversation, {
        user: workspace.app.user,
        text,
        blocks,
        threadTs: textAt(body, 'thread_ts'),
        onlyFor: body.response_type === 'in_channel' ? null : target.user,
      })
    workspace.changed()
    return null
  }

  const router = express.Router()
  router.post('/:id', express.json({ limit: '1mb' }), (request, response) => {
    const target = targets.get(request.params.id)
    const body: unknown = request.body
    const problem =
      !target || target.expiresAt < Date.now()
        ? 'expired_url'
        : target.uses >= mostUses
          ? 'used_url'
          : isJson(body)
            ? show(target, body)
            : 'invalid_payload'
    if (target) target.uses += 1
    const given = problem === null ? { ok: true } : refuse(problem)
    workspace.log.add({
      direction: 'from_bot',
      title: 'response_url',
      outcome: problem === null ? 'ok' : 'error',
      problems: problem === null ? [] : [problem],
      milliseconds: 0,
      sent: body,
      received: given,
    })
    if (problem === null) response.type('text').send('ok')
    else response.status(problem.endsWith('_url') ? 404 : 400).json(given)
  })

  return {
    issue(target) {
      const id = randomBytes(16).toString('hex')
      targets.set(id, { ...target, expiresAt: Date.now() + lifetime, uses: 0 })
      return `${origin()}/response/${id}`
    },
    show,
    router,
  }
}
