enum EmbeddedScripts { static func attach(to file: inout Dockerfile) {} }
