import { type Check, checkList, checkString } from './check.ts'
import { type Json, listAt } from './json.ts'

type Rule = (check: Check, pointer: string, element: Json) => void

const id =
  (key: string): Rule =>
  (check, pointer, element) =>
    checkString(check, `${pointer}/${key}`, element[key], { max: 255, min: 1, required: true })

/** Pieces of a line. Slack refuses empty text pieces, which are easily made by splitting sentences. */
const pieces: Readonly<Record<string, Rule>> = {
  text: (check, pointer, element) =>
    checkString(check, `${pointer}/text`, element.text, {
      max: Number.MAX_SAFE_INTEGER,
      min: 1,
      required: true,
    }),
  link: (check, pointer, element) =>
    checkString(check, `${pointer}/url`, element.url, { max: 3_000, min: 1, required: true }),
  emoji: id('name'),
  user: id('user_id'),
  usergroup: id('usergroup_id'),
  channel: id('channel_id'),
  team: id('team_id'),
  color: id('value'),
  broadcast: (check, pointer, element) => {
    if (!['here', 'channel', 'everyone'].includes(String(element.range)))
      check.fail(`${pointer}/range`, 'must be one of: here, channel, everyone')
  },
  date: (check, pointer, element) => {
    if (!Number.isInteger(element.timestamp)) check.fail(`${pointer}/timestamp`, 'must be an integer')
    checkString(check, `${pointer}/format`, element.format, { max: 255, min: 1, required: true })
  },
}

function checkPieces(check: Check, pointer: string, element: Json): void {
  const list = checkList(check, `${pointer}/elements`, element.elements, {
    max: Number.MAX_SAFE_INTEGER,
    min: 0,
  })
  list.forEach((piece, index) => {
    const at = `${pointer}/elements/${index}`
    const rule = pieces[String(piece.type)]
    if (rule) rule(check, at, piece)
    else check.fail(`${at}/type`, `unsupported type: ${String(piece.type)}`)
  })
}

function checkPart(check: Check, at: string, element: Json): void {
  switch (element.type) {
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      checkPieces(check, at, element)
      return
    case 'rich_text_list':
      if (element.style !== 'bullet' && element.style !== 'ordered')
        check.fail(`${at}/style`, 'must be one of: bullet, ordered')
      for (const [position, section] of listAt(element, 'elements').entries())
        checkPieces(check, `${at}/elements/${position}`, section)
      return
    default:
      check.fail(`${at}/type`, `unsupported type: ${String(element.type)}`)
  }
}

/** A rich_text block: sections, lists, quotes and preformatted text. */
export function checkRichText(check: Check, pointer: string, block: Json): void {
  const rule = { max: Number.MAX_SAFE_INTEGER, min: 1 }
  for (const [index, element] of checkList(check, `${pointer}/elements`, block.elements, rule).entries())
    checkPart(check, `${pointer}/elements/${index}`, element)
}
