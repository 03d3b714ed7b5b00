import { memo, useMemo } from 'react'
import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx'
import type { Json } from '../../protocol.ts'
import { isJson, jsonAt, textAt } from '../../slack-server/json.ts'
import { useClient, usePage } from './context.ts'
import { type Reader, slackDate } from './dates.ts'

const drawn = new Set(['header', 'section', 'divider', 'context', 'image', 'rich_text', 'markdown'])
/** The server has checked blocks of these types against Slack's rules, so they have the shape that is drawn. */
const isDrawn = (block: Json): block is Json & Block => drawn.has(textAt(block, 'type') ?? '')

/** Files of the emulated Slack are shown from here, since the library fetches nothing. */
function withFiles(block: Json): Json {
  const file = jsonAt(block, 'slack_file')
  if (block.type !== 'image' || !file) return block
  const { slack_file: _file, ...rest } = block
  return { ...rest, image_url: `/sandbox/files/${textAt(file, 'id') ?? ''}` }
}

/** `verbatim` only keeps Slack from making links of bare addresses; the library would leave out all formatting. */
function formatted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formatted)
  if (!isJson(value)) return value
  const entries = Object.entries(value).filter(([key]) => key !== 'verbatim')
  return Object.fromEntries(entries.map(([key, part]) => [key, formatted(part)]))
}

const isWebLink = (href: string) => /^(https?|mailto):/i.test(href)

type Hooks = NonNullable<MessageProps['hooks']>

function hooksFor(reader: Reader, name: (id: string) => string): Hooks {
  return {
    user: ({ id }) => <span className="mention">@{name(id)}</span>,
    channel: (channel) => <span className="mention">#{channel.name}</span>,
    usergroup: (group) => <span className="mention">@{group.name}</span>,
    date: ({ timestamp, format }) => (
      <time title={new Date(Number(timestamp) * 1000).toISOString()}>
        {slackDate(reader, Number(timestamp) * 1000, format)}
      </time>
    ),
    link: ({ href, children }) =>
      isWebLink(href) ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {children}
        </a>
      ) : (
        <span>{children}</span>
      ),
  }
}

/** Blocks that only show something. */
export const StaticBlocks = memo(function StaticBlocks({ blocks }: { blocks: readonly Json[] }) {
  const { theme, now } = usePage()
  const { locale, timezone, texts, person } = useClient()
  // Relative days change at midnight: minutes would redraw every message for nothing.
  const today = Math.floor(now() / 3_600_000) * 3_600_000
  const hooks = useMemo(
    () => hooksFor({ locale, timezone, now: today, words: texts }, (id) => person(id).name),
    [locale, timezone, texts, person, today],
  )
  const known = blocks.map(withFiles).map(formatted).filter(isJson).filter(isDrawn)
  if (known.length < blocks.length) return <p className="trouble">{texts.cannotDraw}</p>
  return (
    <div className="slack-blocks" data-theme={theme}>
      <Message blocks={known} logo="" name="" withoutWrapper theme={theme} hooks={hooks} />
    </div>
  )
})
