package main

import (
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestMakeRecordsDrawsThreeNumbersEach(t *testing.T) {
	records := makeRecords(2, xorshiftStart)
	// The first three of Marsaglia's sequence: 723471715, 2497366906, 2064144800.
	first := records[0]
	if first.ID != 1 || first.Name != "Person 1" || first.Email != "person1@example.org" || first.Score != 723_471_715%1001 || first.Active {
		t.Errorf("the first record is %+v", first)
	}
	if want := []string{"red", "blue"}; !slices.Equal(first.Tags, want) {
		t.Errorf("its tags are %v, want %v", first.Tags, want)
	}
	if records[1].ID != 2 || records[1].Name != "Person 2" {
		t.Errorf("the second record is %+v", records[1])
	}
}

const ada = `{"id":5,"name":"Ada <&>","email":"a@b","score":0,"active":false,"tags":["x"]}`

func TestScoreRecords(t *testing.T) {
	const scored = `{"id":5,"name":"Ada <&>","email":"a@b","score":1,"active":false,"tags":["x"]}`
	for body, want := range map[string]string{
		`{"records":[]}`: `{"count":0,"total":0,"records":[]}`,
		`{"records":[` + ada + `,` + strings.Replace(ada, `"score":0`, `"score":7`, 1) + `]}`: `{"count":2,"total":7,"records":[` + scored + `,` + strings.Replace(scored, `"score":1`, `"score":8`, 1) + `]}`,
	} {
		if status, got := post(body); status != 200 || got != want {
			t.Errorf("%s: %d %s, want %s", body, status, got, want)
		}
	}
}

func TestScoreRecordsRefuses(t *testing.T) {
	for _, change := range [][2]string{
		{`"id":5`, `"id":0`},
		{`"id":5`, `"id":2147483648`},
		{`"id":5`, `"id":"5"`},
		{`"id":5,`, ``},
		{`"score":0`, `"score":-1`},
		{`"score":0`, `"score":1000001`},
		{`"score":0`, `"score":null`},
		{`"score":0,`, ``},
		{`"active":false`, `"active":0`},
		{`"active":false,`, ``},
		{`"name":"Ada <&>"`, `"name":""`},
		{`"email":"a@b"`, `"email":"@b"`},
		{`"email":"a@b"`, `"email":"ab@"`},
		{`"email":"a@b"`, `"email":"@"`},
		{`"email":"a@b"`, fmt.Sprintf(`"email":"a@%s"`, strings.Repeat("b", 253))},
		{`"tags":["x"]`, `"tags":["1","2","3","4","5","6","7","8","9"]`},
		{`,"tags":["x"]`, ``},
		{`"tags"`, `"colour":1,"tags"`},
		{ada, `null`},
		{`[` + ada + `]`, `null`},
		{`"records":[` + ada + `]`, ``},
		{ada, ada + strings.Repeat(","+ada, mostRecords)},
	} {
		body := strings.Replace(`{"records":[`+ada+`]}`, change[0], change[1], 1)
		if status, _ := post(body); status != 400 {
			t.Errorf("%.200s: %d, want 400", body, status)
		}
	}
}

func TestEchoSendsBackWhatItNeverRead(t *testing.T) {
	const notJSON = "{ \"a\" : 1.0,\xff\n"
	for _, test := range []struct {
		mediaType, body string
		status          int
		want            string
	}{
		{"application/json", notJSON, 200, notJSON},
		{"Application/JSON ; charset=utf-8", " ", 200, " "},
		{"application/json", strings.Repeat("x", mostBodyBytes), 200, strings.Repeat("x", mostBodyBytes)},
		{"application/json", strings.Repeat("x", mostBodyBytes+1), 413, bodyTooLarge.message},
		{"application/json", "", 400, invalidBody.message},
		{"text/plain", notJSON, 415, unsupportedMediaType.message},
	} {
		status, got := postTo("/json/echo", test.mediaType, test.body)
		if exact := test.status == 200; status != test.status || exact && got != test.want || !strings.Contains(got, test.want) {
			t.Errorf("%.20q: %d %.100q, want %d %.100q", test.body, status, got, test.status, test.want)
		}
	}
}

func post(body string) (int, string) { return postTo("/json", "application/json", body) }

func postTo(target, mediaType, body string) (int, string) {
	request := httptest.NewRequest("POST", target, strings.NewReader(body))
	request.Header.Set("Content-Type", mediaType)
	response := httptest.NewRecorder()
	newService().routes().ServeHTTP(response, request)
	return response.Code, response.Body.String()
}
