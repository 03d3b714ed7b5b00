import { type Check, checkList, checkString, checkText, newCheck } from './check.ts'
import { checkElement } from './check-elements.ts'
import { checkRichText } from './check-rich-text.ts'
import { isJson, type Json, listAt, textAt } from './json.ts'
import { limits, type Violation } from './limits.ts'

export type Surface = 'message' | 'modal' | 'home'

type BlockCheck = (check: Check, pointer: string, block: Json, surface: Surface) => void

const image: BlockCheck = (check, pointer, block) => {
  checkString(check, `${pointer}/alt_text`, block.alt_text, {
    max: limits.imageText,
    min: 1,
    required: true,
  })
  const sources = ['image_url', 'slack_file'].filter((key) => block[key] !== undefined)
  if (sources.length !== 1) check.fail(pointer, 'must have either image_url or slack_file')
  checkString(check, `${pointer}/image_url`, block.image_url, { max: limits.imageUrl })
  checkText(check, `${pointer}/title`, block.title, { max: limits.imageText, plainOnly: true })
}

const section: BlockCheck = (check, pointer, block) => {
  if (block.text === undefined && block.fields === undefined)
    check.fail(pointer, 'must have either text or fields')
  checkText(check, `${pointer}/text`, block.text, { max: limits.sectionText })
  if (block.fields !== undefined)
    checkList(check, `${pointer}/fields`, block.fields, { max: limits.fields }).forEach((field, index) => {
      checkText(check, `${pointer}/fields/${index}`, field, { max: limits.fieldText })
    })
  if (!isJson(block.accessory)) return
  if (block.accessory.type === 'image') image(check, `${pointer}/accessory`, block.accessory, 'message')
  else
    checkElement(check, `${pointer}/accessory`, block.accessory, {
      block: 'section',
      scope: `${pointer}`,
    })
}

const actions: BlockCheck = (check, pointer, block) => {
  const elements = checkList(check, `${pointer}/elements`, block.elements, { max: limits.actionElements })
  elements.forEach((element, index) => {
    checkElement(check, `${pointer}/elements/${index}`, element, { block: 'actions', scope: pointer })
  })
}

const context: BlockCheck = (check, pointer, block) => {
  const elements = checkList(check, `${pointer}/elements`, block.elements, { max: limits.contextElements })
  elements.forEach((element, index) => {
    const at = `${pointer}/elements/${index}`
    if (element.type === 'image') image(check, at, element, 'message')
    else checkText(check, at, element, { max: limits.contextText })
  })
}

const input: BlockCheck = (check, pointer, block, surface) => {
  checkText(check, `${pointer}/label`, block.label, {
    max: limits.inputText,
    plainOnly: true,
    required: true,
  })
  checkText(check, `${pointer}/hint`, block.hint, { max: limits.inputText, plainOnly: true })
  if (!isJson(block.element)) {
    check.fail(`${pointer}/element`, 'missing required field')
    return
  }
  if (block.element.type === 'file_input' && surface !== 'modal')
    check.fail(`${pointer}/element`, 'file_input is only supported in modals')
  checkElement(check, `${pointer}/element`, block.element, { block: 'input', scope: pointer })
}

const markdown: BlockCheck = (check, pointer, block, surface) => {
  if (surface !== 'message') check.fail(pointer, 'markdown blocks are only supported in messages')
  checkString(check, `${pointer}/text`, block.text, { max: limits.markdownText, min: 1, required: true })
}

const blockChecks: Readonly<Record<string, BlockCheck>> = {
  header: (check, pointer, block) =>
    checkText(check, `${pointer}/text`, block.text, {
      max: limits.headerText,
      plainOnly: true,
      required: true,
    }),
  divider: () => {},
  image,
  section,
  actions,
  context,
  input,
  markdown,
  rich_text: (check, pointer, block) => checkRichText(check, pointer, block),
}

function checkInto(check: Check, blocks: unknown, surface: Surface): void {
  const list = checkList(check, '/blocks', blocks, { max: limits.blocks[surface], min: 0 })
  list.forEach((block, index) => {
    const pointer = `/blocks/${index}`
    const type = textAt(block, 'type') ?? ''
    const rule = blockChecks[type]
    if (!rule) {
      check.fail(`${pointer}/type`, `unsupported type: ${type || '(none)'}`)
      return
    }
    checkString(check, `${pointer}/block_id`, block.block_id, { max: limits.id, min: 1 })
    const blockId = textAt(block, 'block_id')
    if (blockId !== null) check.unique('block_id', blockId, `${pointer}/block_id`)
    rule(check, pointer, block, surface)
  })
}

/** Everything that Slack would refuse in these blocks. */
export function checkBlocks(blocks: unknown, surface: Surface): readonly Violation[] {
  const check = newCheck()
  checkInto(check, blocks, surface)
  return check.violations
}

/** Everything that Slack would refuse in a modal or a Home tab. */
export function checkView(view: unknown): readonly Violation[] {
  const check = newCheck()
  if (!isJson(view)) return [{ pointer: '/view', message: 'must be an object' }]
  if (view.type !== 'modal' && view.type !== 'home')
    return [{ pointer: '/type', message: 'must be one of: modal, home' }]
  if (view.type === 'modal') {
    checkText(check, '/title', view.title, { max: limits.viewTitle, plainOnly: true, required: true })
    const hasInputs = listAt(view, 'blocks').some((block) => block.type === 'input')
    if (hasInputs && view.submit === undefined)
      check.fail('/submit', 'a submit is required when an input block is within blocks')
    for (const key of ['submit', 'close'] as const)
      checkText(check, `/${key}`, view[key], { max: limits.viewButton, plainOnly: true })
  }
  checkString(check, '/private_metadata', view.private_metadata, { max: limits.privateMetadata })
  checkString(check, '/callback_id', view.callback_id, { max: limits.id })
  checkString(check, '/external_id', view.external_id, { max: limits.id })
  if (view.blocks === undefined) check.fail('/blocks', 'missing required field')
  else checkInto(check, view.blocks, view.type)
  return check.violations
}
