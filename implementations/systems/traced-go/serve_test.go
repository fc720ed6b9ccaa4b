package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// slowServer has a program behind it that answers once finish is called, so that a test decides what is in flight and when.
type slowServer struct {
	listener *limitedListener
	asked    chan struct{}
	finish   func()
	stop     func()
	ended    chan error
}

func startSlowServer(t *testing.T, shutdownTimeout time.Duration) slowServer {
	t.Helper()
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	working, finish := context.WithCancel(context.Background())
	server := slowServer{listener, make(chan struct{}), finish, stop, make(chan error, 1)}
	part := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		server.asked <- struct{}{}
		<-working.Done()
		w.Header().Set("Content-Length", "0")
	}))
	t.Cleanup(func() { finish(); part.Close() })
	address, err := url.Parse(part.URL)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		server.ended <- serve(ctx, listener, settings{store: address, partWait: time.Minute, shutdownTimeout: shutdownTimeout}, nil)
	}()
	return server
}

func TestDrainAnswersWhatIsInFlightAndRefusesTheRest(t *testing.T) {
	server := startSlowServer(t, time.Minute)
	busy, idle := dial(t, server.listener), dial(t, server.listener)
	if status, _ := ask(t, idle, "/ready"); status != http.StatusOK {
		t.Fatalf("/ready is %d before the signal", status)
	}
	send(t, busy, "/relay/7")
	<-server.asked

	server.stop()
	waitUntilRefused(t, server.listener.Addr().String())
	status, header := ask(t, idle, "/ready")
	if status != http.StatusServiceUnavailable || header.Get("Connection") != "close" {
		t.Errorf("/ready while draining: %d %v, want 503 and Connection: close", status, header)
	}

	server.finish()
	status, header = receive(t, busy)
	if status != http.StatusOK || header.Get("Connection") != "close" {
		t.Errorf("the request in flight: %d %v, want 200 and Connection: close", status, header)
	}
	if err := <-server.ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

func TestDrainGivesUpAtItsDeadline(t *testing.T) {
	server := startSlowServer(t, 50*time.Millisecond)
	send(t, dial(t, server.listener), "/relay/7")
	<-server.asked
	server.stop()
	if err := <-server.ended; err == nil || !strings.Contains(err.Error(), "1 requests unanswered") {
		t.Errorf("serve ended with %v, want the number of requests unanswered", err)
	}
}

func TestDrainDoesNotWaitForSilentConnections(t *testing.T) {
	server := startSlowServer(t, time.Minute)
	dial(t, server.listener) // accepted in order, so before the next is answered
	ask(t, dial(t, server.listener), "/health")
	begin := time.Now()
	server.stop()
	if err := <-server.ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
	// Server.Shutdown would spare the silent connection for five seconds.
	if took := time.Since(begin); took > 4*time.Second {
		t.Errorf("draining an idle server took %s", took)
	}
}

func TestDrainAnswersARequestThatHasOnlyBegun(t *testing.T) {
	server := startSlowServer(t, time.Minute)
	half := dial(t, server.listener)
	fmt.Fprint(half, "GET /ready HTTP/1.1\r\n")
	for server.listener.busy.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	server.stop()
	waitUntilRefused(t, server.listener.Addr().String())
	fmt.Fprint(half, "Host: test\r\n\r\n")
	if status, _ := receive(t, half); status != http.StatusServiceUnavailable {
		t.Errorf("/ready is %d, want 503", status)
	}
	if err := <-server.ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

func TestDrainWaitsForTheSecondOfTwoPipelinedRequests(t *testing.T) {
	server := startSlowServer(t, time.Minute)
	conn := dial(t, server.listener)
	// In one write, so that net/http reads both into its buffer at once.
	fmt.Fprint(conn, "GET /health HTTP/1.1\r\nHost: test\r\n\r\nGET /relay/7 HTTP/1.1\r\nHost: test\r\n\r\n")
	<-server.asked
	if busy := server.listener.busy.Load(); busy != 1 {
		t.Errorf("%d connections are busy while the second request waits, want 1", busy)
	}
	server.finish()
	server.stop()
	if err := <-server.ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

func TestAClientThatClosesItsHalfIsToldOfNoBadGateway(t *testing.T) {
	server := startSlowServer(t, time.Minute)
	defer server.stop()
	conn := dial(t, server.listener)
	send(t, conn, "/relay/7")
	<-server.asked
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	if answer, err := io.ReadAll(conn); err != nil || len(answer) > 0 {
		t.Errorf("the client got %q, %v; want the connection closed without an answer", answer, err)
	}
}

func TestChunkedRequestsEndTheirConnection(t *testing.T) {
	server := startSlowServer(t, time.Minute)
	defer server.stop()
	for method, want := range map[string]string{"GET": "", "HEAD": "", "POST": "HTTP/1.1 405"} {
		conn := dial(t, server.listener)
		fmt.Fprintf(conn, "%s /health HTTP/1.1\r\nHost: test\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", method)
		_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
		answer, err := io.ReadAll(conn) // up to the end of the connection
		if err != nil || !strings.HasPrefix(string(answer), want) || (want == "" && len(answer) > 0) {
			t.Errorf("chunked %s: %q, %v; want %q and the connection closed", method, answer, err, want)
		}
	}
}

func TestOptionsOfTheWholeServerReachesTheHandlers(t *testing.T) {
	server := startSlowServer(t, time.Minute)
	defer server.stop()
	conn := dial(t, server.listener)
	fmt.Fprint(conn, "OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n")
	if status, _ := receive(t, conn); status != http.StatusNotFound {
		t.Errorf("OPTIONS * is %d, want 404", status)
	}
}

func TestServeRefusesAHeadBeyond16KiB(t *testing.T) {
	server := startSlowServer(t, time.Minute)
	defer server.stop()
	const around = len("GET /health?x= HTTP/1.1\r\nHost: test\r\n\r\n")
	for size, want := range map[int]int{16 << 10: http.StatusOK, 16<<10 + 1: http.StatusRequestHeaderFieldsTooLarge} {
		target := "/health?x=" + strings.Repeat("a", size-around)
		if status, _ := ask(t, dial(t, server.listener), target); status != want {
			t.Errorf("a head of %d bytes: %d, want %d", size, status, want)
		}
	}
}

func ask(t *testing.T, conn net.Conn, target string) (int, http.Header) {
	t.Helper()
	send(t, conn, target)
	return receive(t, conn)
}

func send(t *testing.T, conn net.Conn, target string) {
	t.Helper()
	if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: test\r\n\r\n", target); err != nil {
		t.Fatal(err)
	}
}

// receive reads one answer. The reader may take more than that from the connection, which is why
// no test sends the next request before it has read the last answer.
func receive(t *testing.T, conn net.Conn) (int, http.Header) {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	header := response.Header
	if response.Close { // ReadResponse takes the header out and sets this
		header.Set("Connection", "close")
	}
	return response.StatusCode, header
}

func waitUntilRefused(t *testing.T, address string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		_ = conn.Close()
	}
	t.Fatal("the port still takes connections")
}
