/**
 * The path of a request target, undecoded. Targets that name a host ("absolute form") are what
 * proxies get, and RFC 9112 3.2.2 obliges every server to accept them.
 *
 * `new URL(target, base)` is the usual way. It also resolves `..` and takes `//prime` for a host,
 * so that one resource gets many names: a gift to whoever looks for a way around a path filter.
 */
export function pathOf(target: string): string {
	const path = target.replace(/^https?:\/\/[^/?]*/i, '');
	const query = path.indexOf('?');
	return query === -1 ? path : path.slice(0, query);
}
