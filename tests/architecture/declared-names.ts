import { parseSync } from 'vite'
import type { SourceFile } from './imports.ts'

export interface DeclaredName {
  name: string
  /** Where it stands in the text of its file. */
  start: number
  /** A property is named in a type or an object, or destructured under its own name; everything else is local. */
  kind: 'property' | 'local'
}

type Node = Record<string, unknown> & { type: string; start: number }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value : [value]).filter(isNode)

const properties = [
  'Property',
  'PropertyDefinition',
  'MethodDefinition',
  'TSPropertySignature',
  'TSMethodSignature',
  'TSEnumMember',
]

/** Returns every name that a file declares: variables, parameters, functions, types, properties and renamed imports. */
export function declaredNames({ file, text }: Pick<SourceFile, 'file' | 'text'>): DeclaredName[] {
  const names: DeclaredName[] = []
  const add = (node: Node, kind: DeclaredName['kind']) => {
    const name = node.type === 'Literal' ? node.value : node.name
    if (typeof name === 'string') names.push({ name, kind, start: node.start })
  }
  /** Adds the variables of a pattern; one that is destructured under its own name is its property. */
  const bind = (pattern: unknown): void => {
    for (const node of nodesIn(pattern)) {
      if (node.type === 'Identifier') add(node, 'local')
      else if (node.type === 'AssignmentPattern') bind(node.left)
      else if (node.type === 'RestElement') bind(node.argument)
      else if (node.type === 'ArrayPattern') bind(node.elements)
      else if (node.type === 'ObjectPattern') bind(node.properties)
      else if (node.type === 'Property' && node.shorthand)
        for (const key of nodesIn(node.key)) add(key, 'property')
      else if (node.type === 'Property') bind(node.value)
    }
  }
  const visit = (node: Node): void => {
    if (node.type === 'VariableDeclarator') bind(node.id)
    if ('params' in node && Array.isArray(node.params) && node.type !== 'TSTypeParameterDeclaration')
      bind(node.params)
    if (node.type === 'CatchClause') bind(node.param)
    if (/^(Function|Class)|^TS(TypeAlias|Interface|Enum)Declaration$/.test(node.type)) bind(node.id)
    if (node.type === 'TSTypeParameter') bind(node.name)
    if (node.type === 'ImportNamespaceSpecifier') bind(node.local)
    if (node.type === 'ImportSpecifier' && nodesIn(node.imported)[0]?.start !== nodesIn(node.local)[0]?.start)
      bind(node.local)
    if (properties.includes(node.type) && !node.computed && !node.shorthand)
      for (const key of nodesIn(node.key ?? node.id)) add(key, 'property')
    for (const [key, value] of Object.entries(node)) {
      // The keys of a pattern are not declared by it.
      if (node.type === 'ObjectPattern' && key === 'properties')
        for (const property of nodesIn(value))
          for (const inner of nodesIn(property.value ?? property.argument)) visit(inner)
      else for (const child of nodesIn(value)) visit(child)
    }
  }
  for (const statement of nodesIn(parseSync(file, text).program.body)) visit(statement)
  return names
}
