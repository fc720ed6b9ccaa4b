package main

import "unicode/utf8"

// Rules that a type cannot express. A validator that reads them from struct tags, as many programs
// have, would be one more dependency, and slower by the reflection it does for each value.

// areTags is false for a list that was not there or null. A tag that is null is "" and so too short.
func areTags(tags []string) bool {
	if tags == nil || len(tags) > 8 {
		return false
	}
	for _, tag := range tags {
		if !hasLength(tag, 32) {
			return false
		}
	}
	return true
}

// hasLength is true for one to most characters: code points, not bytes.
func hasLength(text string, most int) bool {
	length := utf8.RuneCountInString(text)
	return length >= 1 && length <= most
}

func isBetween(number *int, least, most int) bool {
	return number != nil && *number >= least && *number <= most
}
