/** Reads a proto folder's compiled descriptors as rows of the same form as csi-v1.12-fields.tsv. */
import { must } from "../../tools/run.ts";

type Options = Readonly<Record<string, unknown>>;

interface FieldDescriptor {
  readonly name: string;
  readonly number: number;
  readonly label: string;
  readonly type: string;
  readonly typeName?: string;
  readonly oneofIndex?: number;
  readonly options?: Options;
}

interface EnumDescriptor {
  readonly name: string;
  readonly value: readonly { readonly name: string; readonly number?: number; readonly options?: Options }[];
}

interface MessageDescriptor {
  readonly name: string;
  readonly field?: readonly FieldDescriptor[];
  readonly nestedType?: readonly MessageDescriptor[];
  readonly enumType?: readonly EnumDescriptor[];
  readonly oneofDecl?: readonly { readonly name: string }[];
  readonly options?: Options;
}

interface MethodDescriptor {
  readonly name: string;
  readonly inputType: string;
  readonly outputType: string;
  readonly clientStreaming?: boolean;
  readonly serverStreaming?: boolean;
  readonly options?: Options;
}

interface FileDescriptor {
  readonly name: string;
  readonly package: string;
  readonly messageType: readonly MessageDescriptor[];
  readonly enumType: readonly EnumDescriptor[];
  readonly service: readonly { readonly name: string; readonly method: readonly MethodDescriptor[] }[];
}

/** Every rpc, field, enum value and empty message of csi.proto in a folder, one tab-separated row each. */
export async function rows(folder: string): Promise<string[]> {
  const { file } = JSON.parse(await must("buf", "build", folder, "-o", "-#format=json")) as { file: FileDescriptor[] };
  const csi = file.find(({ name }) => name === "csi.proto");
  if (csi === undefined) throw new Error(`No csi.proto in ${folder}`);
  return [
    ...csi.service.flatMap((service) => service.method.map((method) => rpc(service.name, method))),
    ...csi.enumType.flatMap((type) => enumeration("", type)),
    ...csi.messageType.flatMap((type) => message("", type)),
  ];
}

function rpc(service: string, method: MethodDescriptor): string {
  const input = `${method.clientStreaming ? "stream " : ""}${typeName(method.inputType)}`;
  const output = `${method.serverStreaming ? "stream " : ""}${typeName(method.outputType)}`;
  return row(["rpc", service, method.name, "", "", `${input} -> ${output}`, ""], method.options);
}

function enumeration(scope: string, type: EnumDescriptor): string[] {
  return type.value.map((value) =>
    row(["enum", scope + type.name, value.name, `${value.number ?? 0}`, "", "", ""], value.options),
  );
}

function message(scope: string, type: MessageDescriptor): string[] {
  if (type.options?.["mapEntry"] === true) return [];
  const [name, fields, nested] = [scope + type.name, type.field ?? [], type.nestedType ?? []];
  return [
    ...(fields.length + nested.length === 0 ? [row(["message", name, "", "", "", "", ""])] : []),
    ...fields.map((field) => fieldRow(name, type, field)),
    ...(type.enumType ?? []).flatMap((each) => enumeration(`${name}.`, each)),
    ...nested.flatMap((each) => message(`${name}.`, each)),
  ];
}

function fieldRow(parent: string, type: MessageDescriptor, field: FieldDescriptor): string {
  const map = mapType(parent, type, field);
  const label = field.label === "LABEL_REPEATED" && map === undefined ? "repeated" : "";
  const oneof = field.oneofIndex === undefined ? "" : (type.oneofDecl?.[field.oneofIndex]?.name ?? "?");
  return row(["field", parent, field.name, `${field.number}`, label, map ?? fieldType(field), oneof], field.options);
}

function mapType(parent: string, type: MessageDescriptor, field: FieldDescriptor): string | undefined {
  const entry = type.nestedType?.find(({ name }) => field.typeName === `.csi.v1.${parent}.${name}`);
  if (entry?.options?.["mapEntry"] !== true) return undefined;
  return `map<${(entry.field ?? []).map(fieldType).join(", ")}>`;
}

function fieldType(field: FieldDescriptor): string {
  return field.typeName === undefined ? field.type.replace("TYPE_", "").toLowerCase() : typeName(field.typeName);
}

function typeName(full: string): string {
  return full.replace(/^\.(csi\.v1\.)?/, "");
}

type Columns = readonly [
  kind: string,
  parent: string,
  name: string,
  number: string,
  label: string,
  type: string,
  oneof: string,
];

function row(columns: Columns, options: Options = {}): string {
  return [...columns, marks(options)].join("\t");
}

function marks(options: Options): string {
  const set = Object.entries(options).filter(([, value]) => value === true);
  const names = set.map(([name]) => name.replace(/^\[csi\.v1\.(.*)\]$/, "$1").replace(/^alpha_.*/, "alpha"));
  return names.toSorted((a, b) => b.localeCompare(a)).join(",");
}
