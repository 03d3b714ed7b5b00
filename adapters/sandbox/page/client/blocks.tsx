import { Fragment } from 'react'
import type { Json } from '../../protocol.ts'
import { isJson, jsonAt, listAt, textAt } from '../../slack-server/json.ts'
import { ActingElement } from './acting-element.tsx'
import type { Place } from './api.ts'
import { InputBlock } from './input-block.tsx'
import { StaticBlocks } from './static-blocks.tsx'
import type { EnteredInputs } from './use-inputs.ts'

interface Props {
  readonly blocks: readonly Json[]
  readonly place: Place
  readonly inputs: EnteredInputs
  /** What is wrong with input blocks, by block id. */
  readonly errors: Readonly<Record<string, string>>
}

const hasElement = (block: Json) => isJson(block.accessory) && block.accessory.type !== 'image'
const isStatic = (block: Json) => block.type !== 'actions' && block.type !== 'input' && !hasElement(block)

/** Neighbouring blocks that only show something are drawn together, by the library. */
function groups(blocks: readonly Json[]): readonly (readonly [Json, ...Json[]])[] {
  const result: [Json, ...Json[]][] = []
  for (const block of blocks) {
    const last = result.at(-1)
    if (last && isStatic(block) && isStatic(last[0])) last.push(block)
    else result.push([block])
  }
  return result
}

/** Blocks as Slack draws them: a library for what is shown, components of our own for what can be used. */
export function Blocks({ blocks, ...rest }: Props) {
  return (
    <div className="blocks">
      {groups(blocks).map((group) => (
        <Fragment key={textAt(group[0], 'block_id') ?? 'text'}>
          {isStatic(group[0]) ? (
            <StaticBlocks blocks={group} />
          ) : (
            <InteractiveBlock block={group[0]} {...rest} />
          )}
        </Fragment>
      ))}
    </div>
  )
}

function InteractiveBlock(props: Omit<Props, 'blocks'> & { block: Json }) {
  const { block, place, inputs, errors } = props
  const blockId = textAt(block, 'block_id') ?? ''
  if (block.type === 'input')
    return <InputBlock block={block} place={place} inputs={inputs} error={errors[blockId] ?? null} />
  if (block.type === 'actions')
    return (
      <div className="actions">
        {listAt(block, 'elements').map((element) => (
          <ActingElement
            key={textAt(element, 'action_id')}
            blockId={blockId}
            element={element}
            place={place}
            inputs={inputs}
          />
        ))}
      </div>
    )
  const { accessory: _accessory, ...section } = block
  const accessory = jsonAt(block, 'accessory')
  return (
    <div className="with-accessory">
      <StaticBlocks blocks={[section]} />
      {accessory && <ActingElement blockId={blockId} element={accessory} place={place} inputs={inputs} />}
    </div>
  )
}
