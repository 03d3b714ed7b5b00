/** The files of a request: every one named, with a link where it has an address, and the pictures among them shown. */
import type { Media } from '../../src/domain/request/content.ts'
import type { RequestCard } from '../../src/view/card.ts'
import { isPicture, sizeInWords } from '../../src/view/drawing.ts'
import type { Locale } from '../../src/view/text.ts'
import { clip, visible } from '../../src/view/visible.ts'
import { words } from '../../src/view/words.ts'
import type { Column, Element, Picture, TextRun } from './card-json.ts'
import { bold, bullets, elementsOf, type RenderContext } from './elements.ts'
import { linkedRuns, runs, shortText, textBlock } from './escape.ts'
import { limits } from './limits.ts'

interface Shown {
  readonly file: Media
  readonly url: string | null
}

export function mediaElements(
  { media, request, locale }: Pick<RequestCard, 'media' | 'request' | 'locale'>,
  { addressOf }: RenderContext,
): Element[] {
  if (media.length === 0) return []
  const files = media.map((file): Shown => ({ file, url: addressOf(request, file.sha256) }))
  return [
    ...elementsOf([textBlock(bold(words(locale).media), 'Medium')]),
    ...bullets(files.map((shown) => nameOf(shown, locale))),
    ...gallery(files.filter(({ file }) => isPicture(file)).slice(0, limits.pictures.shown)),
  ]
}

function nameOf({ file, url }: Shown, locale: Locale): TextRun[] {
  const name = clip(visible(file.name), 80)
  const about = ` (${clip(visible(file.mimeType), 60)}, ${sizeInWords(file.bytes, locale)})`
  return [...(url === null ? runs(name) : linkedRuns(name, url)), ...runs(about)]
}

/** One picture alone, or two and two beside one another. */
function gallery(files: readonly Shown[]): Element[] {
  const pictures = files.flatMap(({ file, url }) => (url === null ? [] : [picture(file, url)]))
  const [only, ...others] = pictures
  if (only === undefined) return []
  if (others.length === 0) return [{ ...only, width: `${limits.pictures.width}px`, spacing: 'Small' }]
  return pictures.flatMap((left, index): Element[] =>
    index % 2 === 1
      ? []
      : [{ type: 'ColumnSet', spacing: 'Small', columns: beside(left, pictures[index + 1]) }],
  )
}

const beside = (left: Picture, right: Picture | undefined): readonly Column[] =>
  [left, right].map((each) => ({
    type: 'Column',
    width: 'stretch',
    items: each === undefined ? [] : [{ ...each, size: 'Stretch' }],
  }))

const picture = (file: Media, url: string): Picture => ({
  type: 'Image',
  url,
  altText: shortText(file.name, limits.pictures.name),
  msTeams: { allowExpand: true },
})
