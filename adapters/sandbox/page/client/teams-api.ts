import type { FileView, Json } from '../../protocol.ts'
import { base, type Problem, post } from './api.ts'

/** `told` is what Teams shows to this person alone. */
export type TeamsOutcome =
  | { readonly outcome: 'done'; readonly told: string | null }
  | { readonly outcome: 'failed'; readonly problem: Problem }

export interface Spot {
  readonly conversation: string
  readonly message: string
}

/** The commands of the message extension that the app's manifest declares. */
export type ExtensionCommand = 'newPost' | 'newChannel' | 'requestApproval'

const send = async (user: string, act: string, body: object): Promise<TeamsOutcome> => {
  const outcome = await post(`teams/${user}/${act}`, body)
  if (outcome.outcome === 'failed') return outcome
  return {
    outcome: 'done',
    told: 'told' in outcome && typeof outcome.told === 'string' ? outcome.told : null,
  }
}

/** What one person can do in their Teams. */
export const teamsAct = {
  /** `answers`: the message at the head of a channel's thread. */
  says: (
    user: string,
    { conversation, answers }: { readonly conversation: string; readonly answers: string | null },
    text: string,
    files: readonly string[],
  ) => send(user, 'says', { conversation, text, files, ...(answers === null ? {} : { answers }) }),
  executes: (user: string, spot: Spot, action: { verb: string; data: Json }) =>
    send(user, 'executes', { ...spot, action }),
  fetches: (user: string, spot: Spot, data: Json) => send(user, 'fetches', { ...spot, data }),
  refreshes: (user: string, spot: Spot) => send(user, 'refreshes', spot),
  submits: (user: string, data: Json) => send(user, 'submits', { data }),
  closes: (user: string) => send(user, 'closes', {}),
  command: (user: string, command: ExtensionCommand, on: Spot | null) =>
    send(user, 'command', { command, ...on }),
  read: (user: string, conversation: string) => send(user, 'read', { conversation }),
  async upload(user: string, file: File): Promise<FileView | null> {
    try {
      const response = await fetch(`${base}/teams/${user}/files?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'content-type': file.type || 'application/octet-stream' },
        body: file,
      })
      return response.ok ? await response.json() : null
    } catch {
      return null
    }
  },
}
