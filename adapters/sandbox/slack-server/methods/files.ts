import { type Method, refuse } from '../answer.ts'
import { fileJson } from '../file-json.ts'
import { textAt } from '../json.ts'

const info: Method = ({ workspace, args, origin }) => {
  const file = workspace.files.get(textAt(args, 'file') ?? '')
  return file ? { ok: true, file: fileJson(workspace, file, origin) } : refuse('file_not_found')
}

export const fileMethods: Readonly<Record<string, Method>> = { 'files.info': info }
