/** What Slack accepts: the table, and what of a message or view breaks it. */
export { limits } from './limit-table.ts'
export { sizeOfBlocks, violations } from './violations.ts'
