// SPDX-License-Identifier: MIT
//! The teams and their token templates, which are compiled at start and shared by all connections.
use std::collections::HashMap;
use tokenlink::{Error, Kind, Reader, Request, Template};

pub struct Teams {
    templates: HashMap<String, Template>,
}

impl Teams {
    /// Reads a table of team, kind and permissions, separated by tabs.
    pub fn read(table: &str) -> Result<Teams, Box<dyn std::error::Error>> {
        let mut reader = Reader::new()?;
        let mut templates = HashMap::new();
        for (index, line) in table.lines().enumerate() {
            if line.starts_with('#') {
                continue;
            }
            let compiled = read_line(line, &mut reader).map_err(|why| format!("line {}: {why}", index + 1))?;
            templates.extend([compiled]);
        }
        Ok(Teams { templates })
    }

    /// Appends the team's link; None if there is no such team.
    pub fn append_link(&self, team: &str, out: &mut Vec<u8>) -> Option<Result<(), Error>> {
        Some(self.templates.get(team)?.append_to(&[team], out))
    }
}

fn read_line(line: &str, reader: &mut Reader) -> Result<(String, Template), String> {
    let mut cells = line.split('\t');
    let (team, kind, permissions) = match (cells.next(), cells.next(), cells.next(), cells.next()) {
        (Some(team), Some("user"), Some(permissions), None) => (team, Kind::User, permissions),
        (Some(team), Some("account"), Some(permissions), None) => (team, Kind::Account, permissions),
        _ => return Err("expected a team, user or account, and permissions".to_string()),
    };
    let permissions = reader
        .read_permissions(permissions)
        .map_err(|error| error.to_string())?;
    let template = Request::new(kind, permissions).name("{team} deploy").compile();
    Ok((team.to_string(), template.map_err(|error| error.to_string())?))
}
