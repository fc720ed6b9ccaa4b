package main

import "testing"

func TestEachBuildHasItsOwnVariants(t *testing.T) {
	for name, jsonV2 := range map[string]bool{"single": false, "as-published": false, "rw-mutex": false, "sync-map": false, "atomics": false, "heap-1000": false, "json-v2": true} {
		got, err := variantNamed(name)
		if built := jsonV2 == builtWithJSONv2; built != (err == nil) || built && got.name != name {
			t.Errorf("%s gives %+v, %v", name, got, err)
		}
	}
	if want := map[bool]string{false: "single", true: "json-v2"}[builtWithJSONv2]; defaultVariant() != want {
		t.Errorf("the first is %s, want %s", defaultVariant(), want)
	}
}
