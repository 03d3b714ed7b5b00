import type { SlackServer } from '../../../adapters/sandbox/slack-server/index.ts'
import { conversationsOf } from '../../../adapters/sandbox/slack-server/workspace.ts'
import { waitFor } from '../../../adapters/sandbox/tour/drive.ts'
import { chanceOf } from './chance.ts'
import { fillIn } from './fill-in.ts'

const mara = 'U0MARA0001'
const patience = 10_000

/** Mara asks for a post to be approved; resolves when the bot has acknowledged it, so that it is in the ledger. */
export async function submitPost(slack: SlackServer): Promise<void> {
  const { workspace } = slack
  const [direct] = conversationsOf(workspace, mara).filter(({ type }) => type === 'im')
  if (direct === undefined) throw new Error('there are no direct messages')
  const opened = await slack.command({
    user: mara,
    channel: direct.id,
    command: '/countersign',
    text: 'post',
  })
  if (opened.outcome !== 'done') throw new Error(JSON.stringify(opened))
  const view = await waitFor(workspace, () => workspace.modals.get(mara)?.at(-1) ?? null, patience)
  const inputs = view === null ? null : fillIn(view.definition, 'mark-1', chanceOf(1), () => '')
  if (view === null || inputs === null) throw new Error('no form was opened')
  const sent = await slack.submit({ user: mara, view: view.id, inputs })
  if (sent.outcome !== 'done') throw new Error(JSON.stringify(sent))
  const left = workspace.modals.get(mara)?.at(-1)
  if (left !== undefined) await slack.closeView({ user: mara, view: left.id, all: true })
}
