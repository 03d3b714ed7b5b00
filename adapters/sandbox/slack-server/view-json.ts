import { type Json, listAt, textAt } from './json.ts'
import type { View, Workspace } from './workspace.ts'

/**
 * A view as Slack hands it to the app, with the answers given so far.
 * @param values block id to action id to answer.
 */
export function viewJson(workspace: Workspace, view: View, values: Json): Json {
  const { definition } = view
  return {
    id: view.id,
    team_id: workspace.team.id,
    type: definition.type,
    blocks: listAt(definition, 'blocks'),
    private_metadata: textAt(definition, 'private_metadata') ?? '',
    callback_id: textAt(definition, 'callback_id') ?? '',
    state: { values },
    hash: view.hash,
    title: definition.title ?? { type: 'plain_text', text: 'View title', emoji: true },
    clear_on_close: definition.clear_on_close === true,
    notify_on_close: definition.notify_on_close === true,
    close: definition.close ?? null,
    submit: definition.submit ?? null,
    previous_view_id: view.previous,
    root_view_id: view.root,
    app_id: workspace.app.id,
    external_id: textAt(definition, 'external_id') ?? '',
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.bot,
  }
}
