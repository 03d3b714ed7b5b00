import { extname } from 'node:path'
import type { Json } from './json.ts'
import type { StoredFile, Workspace } from './workspace.ts'

/** A file as Slack describes it. @param origin Address of the emulated Slack, for the download links. */
export function fileJson(workspace: Workspace, file: StoredFile, origin: string): Json {
  const created = Math.floor(file.createdAt / 1000)
  const address = `${origin}/files/${file.id}/${encodeURIComponent(file.name)}`
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.name,
    mimetype: file.mimeType,
    filetype: extname(file.name).slice(1).toLowerCase() || 'binary',
    user: file.user,
    user_team: workspace.team.id,
    size: file.bytes.length,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    file_access: 'visible',
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: address,
  }
}
