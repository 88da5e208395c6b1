module github.com/tokenlink/tokenlink/bindings/go

go 1.19
