import { describe, expect, it } from 'vitest';
import { kindOf } from './index.ts';

/** Names as perf printed them. Each kind has some that a rule for another one could take. */
const node: [string, string, string][] = [
	['node', 'v8::internal::JsonParser<unsigned char>::ParseJsonObject', 'json'],
	['node', 'v8::internal::FastJsonStringifier<unsigned char>::TrySerializeSimpleObject', 'json'],
	[
		'node',
		'v8::internal::StringTable::LookupKey<v8::internal::SeqSubStringKey<v8::internal::SeqOneByteString>, v8::internal::Isolate>',
		'json',
	],
	['node', 'v8::internal::String::WriteToFlat2<unsigned char>', 'json'],
	['node', 'Builtins_StringAdd_CheckNone', 'json'],
	['[JIT]', "JS:*'validate11 :3:122", 'json'],
	['[JIT]', "JS:*'anonymous2 :90:27", 'json'],
	['[JIT]', `RegExp.< src: '"(?:_|\\\\u005[Ff])(?:_|\\\\u005[Ff])(?:p|\\\\u0070)`, 'json'],
	[
		'[JIT]',
		"JS:+'_parse implementations/node/fastify/node_modules/secure-json-parse/index.js:17:17",
		'json',
	],
	['libc.so.6', '__memcmp_evex_movbe', 'json'],
	['node', 'v8::internal::Factory::AllocateRaw', 'memory'],
	['node', 'v8::internal::FactoryBase<v8::internal::Factory>::NewRawOneByteString', 'memory'],
	['node', 'v8::internal::Scavenger::ScavengeObject<v8::internal::FullHeapObjectSlot>', 'memory'],
	['node', 'Builtins_RecordWriteSaveFP', 'memory'],
	['libc.so.6', '_int_malloc', 'memory'],
	['libc.so.6', 'unlink_chunk.constprop.0', 'memory'],
	['libstdc++.so.6.0.30', 'operator new', 'memory'],
	['node', 'llhttp__internal__run', 'http'],
	['node', 'node::StreamBase::WriteString<(node::encoding)1>', 'http'],
	['node', 'uv__io_poll', 'http'],
	['[JIT]', "JS:+'parserOnIncoming node:_http_server:1267:26", 'http'],
	[
		'[JIT]',
		"JS:+'handleRequest implementations/node/fastify/node_modules/fastify/lib/handle-request.js:24:24",
		'http',
	],
	['[kernel]', 'tcp_ack', 'kernel'],
	['[vdso]', '__vdso_clock_gettime', 'kernel'],
	['libc.so.6', '__GI___libc_write', 'kernel'],
	['[JIT]', "JS:*'raise implementations/node/fastify/json.ts:31:15", 'other'],
	['[JIT]', "RegExp.< src: '[\\s\\S]@[\\s\\S]' flags: 'u'", 'other'],
	['node', 'v8::internal::compiler::LinearScanAllocator::AllocateBlockedReg', 'other'],
	['node', 'Builtins_KeyedLoadIC_Megamorphic', 'other'],
	['libc.so.6', '__memmove_avx512_unaligned_erms', 'other'],
];

const go: [string, string, string][] = [
	['server', 'encoding/json.(*Decoder).readValue', 'json'],
	['server-json-v2', 'encoding/json/jsontext.(*decoderState).ReadToken', 'json'],
	['server', 'reflect.Value.Elem', 'json'],
	['server', 'aeshashbody', 'json'],
	['server', 'internal/strconv.ParseUint', 'json'],
	['server', 'bytes.(*Buffer).WriteByte', 'json'],
	['server', 'main.(*givenRecord).valid', 'json'],
	['server', 'runtime.memclrNoHeapPointers', 'memory'],
	['server', 'runtime.mallocgcSmallScanNoHeader', 'memory'],
	['server', 'runtime.(*sweepLocked).sweep', 'memory'],
	['server', 'runtime.(*unwinder).resolveInternal', 'memory'],
	['server', 'gcWriteBarrier', 'memory'],
	['server', 'internal/runtime/gc/scan.scanSpanPackedAVX512.abi0', 'memory'],
	['server', 'net/http.(*conn).readRequest', 'http'],
	['server', 'net/textproto.CanonicalMIMEHeaderKey', 'http'],
	['server', 'internal/poll.runtime_pollSetDeadline', 'http'],
	['server', 'runtime.findRunnable', 'http'],
	['server', 'runtime.(*timer).maybeAdd', 'http'],
	['server', 'internal/runtime/syscall/linux.Syscall6', 'kernel'],
	['server', 'runtime.usleep.abi0', 'kernel'],
	['[kernel]', 'clear_page_erms', 'kernel'],
	['server', 'main.(*service).scoreRecords', 'other'],
	['server', 'runtime.memmove', 'other'],
	['server', 'runtime.memhash64', 'other'],
];

const rust: [string, string, string][] = [
	['axum-server', '<serde_json::read::SliceRead as serde_json::read::Read>::parse_str', 'json'],
	[
		'axum-server',
		'serde_core::de::impls::<impl serde_core::de::Deserialize for alloc::string::String>::deserialize',
		'json',
	],
	['axum-server', '<F as axum::handler::Handler<(M,T1),S>>::call::{{closure}}', 'json'],
	['axum-server', 'core::str::converts::from_utf8', 'json'],
	['libc.so.6', '__memset_avx512_unaligned_erms', 'json'],
	['libc.so.6', 'malloc_consolidate', 'memory'],
	['axum-server-mimalloc', '_mi_page_malloc_zero', 'memory'],
	['axum-server', 'alloc::raw_vec::RawVecInner<A>::finish_grow', 'memory'],
	[
		'axum-server',
		'<hyper::proto::h1::role::Server as hyper::proto::h1::Http1Transaction>::parse',
		'http',
	],
	[
		'axum-server',
		'<[(K,V); N] as axum_core::response::into_response_parts::IntoResponseParts>::into_response_parts',
		'http',
	],
	['axum-server', 'tokio::runtime::scheduler::multi_thread::worker::run', 'http'],
	['axum-server', 'axum_server::connection::Connections::hold::{{closure}}', 'http'],
	['axum-server', '<core::pin::Pin<P> as core::future::future::Future>::poll', 'http'],
	['libc.so.6', '__GI___writev', 'kernel'],
	['libc.so.6', '__libc_recv', 'kernel'],
	['axum-server', 'axum_server::json::raise', 'other'],
	['libc.so.6', '__memmove_avx512_unaligned_erms', 'other'],
];

describe.each([
	['node', node],
	['go', go],
	['rust', rust],
] as const)('of %s', (language, cases) => {
	it.each(cases)('%s %s is %s', (object, symbol, kind) => {
		expect(kindOf({ object, symbol }, language)).toBe(kind);
	});
});
