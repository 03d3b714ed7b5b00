/** What of a card Teams would refuse, not show or leave unnamed. Empty for a card that is right. */
import { z } from 'zod'
import { limits, sizeOf } from './limits.ts'

const node = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  label: z.string().optional(),
  altText: z.string().optional(),
  url: z.string().optional(),
  mode: z.string().optional(),
  inlines: z.array(z.unknown()).optional(),
  items: z.array(z.unknown()).optional(),
  actions: z.array(z.unknown()).optional(),
  choices: z.array(z.looseObject({ title: z.string(), value: z.string() })).optional(),
})
type Node = z.infer<typeof node>

/** Every element and action, also inside unfolding cards; not what a button carries. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  if (typeof value !== 'object' || value === null) return []
  const found = node.safeParse(value).data
  const inner = Object.entries(value).flatMap(([key, item]) => (key === 'data' ? [] : nodesIn(item)))
  return found === undefined ? inner : [found, ...inner]
}

const blank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

function problemsOf(each: Node): string[] {
  const { type, actions, choices } = each
  if (type === 'TextRun') return each.text === '' || each.text === undefined ? ['an empty run'] : []
  if (type === 'RichTextBlock') return (each.inlines ?? []).length === 0 ? ['an empty text'] : []
  if (type === 'TextBlock') return blank(each.text) ? ['an empty text'] : []
  if (type === 'Container') return (each.items ?? []).length === 0 ? ['an empty container'] : []
  if (type === 'Image') return blank(each.altText) || !each.url?.startsWith('https://') ? ['a picture'] : []
  if (type === 'ActionSet' || type === 'AdaptiveCard') {
    const primary = (actions ?? []).filter((action) => node.safeParse(action).data?.mode !== 'secondary')
    return primary.length > limits.actions.primary ? ['too many actions'] : []
  }
  if (type.startsWith('Input.')) {
    const values = (choices ?? []).map(({ value }) => value)
    return [
      ...(blank(each.label) || blank(each.id) ? ['an input without a name'] : []),
      ...(values.some((value) => /[,;]/.test(value)) ? ['an option whose value would be parted'] : []),
      ...(new Set(values).size < values.length ? ['two options of one value'] : []),
    ]
  }
  return type.startsWith('Action.') && type !== 'Action.OpenUrl' && blank(each.title)
    ? ['an unnamed action']
    : []
}

/** Each violation in a few words. `card` is the JSON of an Adaptive Card. */
export function violations(card: object): string[] {
  const all = nodesIn(card)
  const ids = all.flatMap(({ id }) => id ?? [])
  const refresh = z
    .looseObject({ refresh: z.looseObject({ userIds: z.array(z.string()).optional() }).optional() })
    .safeParse(card)
  const users = refresh.data?.refresh?.userIds?.length ?? 0
  return [
    ...(sizeOf(card) > limits.card.bytes ? [`${sizeOf(card)} bytes`] : []),
    ...(users > limits.refresh.userIds ? ['too many people to refresh for'] : []),
    ...(new Set(ids).size < ids.length ? ['two elements of one id'] : []),
    ...all.flatMap(problemsOf),
  ]
}
